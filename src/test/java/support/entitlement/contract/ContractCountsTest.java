package support.entitlement.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import support.entitlement.MovableClock;
import support.entitlement.Postgres;
import support.entitlement.Waiting;
import support.entitlement.contract.group.ContractCounts;
import support.entitlement.contract.group.ContractGroup.GroupedContracts;
import tools.jackson.databind.json.JsonMapper;

/** The counts that PostgreSQL keeps are those that come of counting all contracts, whoever writes. */
class ContractCountsTest {

    private static final int WRITERS = 4;
    private static final int WRITES = 40;

    private final MovableClock clock = new MovableClock("2026-03-06T08:00:00Z");
    private final HikariDataSource pool = new HikariDataSource();
    private final JdbcTemplate jdbc = new JdbcTemplate(pool);
    private Contracts contracts;
    private ContractCounts counts;
    private ContractContentIndex index;

    @BeforeEach
    void openTheStore() {
        pool.setJdbcUrl(Postgres.newDatabase());
        contracts = ContractStores.openStore(pool, clock);
        contracts.findVersions("any"); // The tables are created at the first access.
        counts = new ContractCounts(contracts.database(), clock);
        index = new ContractContentIndex(contracts.database(), JsonMapper.shared());
    }

    @AfterEach
    void closeTheStore() {
        contracts.close();
        pool.close();
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "3, true"})
    void whatSeveralConnectionsStoreEndAndDeleteIsCountedExactly(int seed, boolean partitioned) throws Exception {
        if (partitioned) {
            partitionTables();
        }
        for (int round = 0; round < 3; round++) {
            int first = 100 * seed + 10 * round;
            List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS)
                    .mapToObj(writer -> CompletableFuture.runAsync(() -> writeAtRandom(new Random(first + writer))))
                    .toList();
            for (CompletableFuture<Void> writer : writers) {
                while (!writer.isDone()) {
                    contracts.groups().findGroups(clock.instant(), 100, Waiting.MAX_WAIT);
                    counts.mergeChanges();
                }
                writer.join();
            }
            contracts.groups().findGroups(clock.instant(), 100, Waiting.MAX_WAIT); // Adds contents that are missing.

            assertThatCountsAreExact("seed " + seed + ", round " + round);

            counts.mergeChanges();
            assertThatCountsAreExact("merged");
            clock.advance(Duration.ofDays(30));
        }
    }

    private void partitionTables() throws Exception {
        jdbc.execute("""
                CREATE TABLE usage_customer (customer VARCHAR(200) PRIMARY KEY);
                CREATE TABLE usage_entry (id BIGSERIAL, customer VARCHAR(200), settles BIGINT, corrects BIGINT, idempotency_key TEXT,
                    issue_key TEXT, used_at TIMESTAMP)""");
        jdbc.execute(Files.readString(Path.of("src/main/postgresql/partition.sql")));
    }

    private void assertThatCountsAreExact(String when) {
        for (int days : List.of(0, 1, 29, 60, 365)) {
            Instant at = clock.instant().plus(Duration.ofDays(days));
            Optional<GroupedContracts> truth = Optional.of(index.findGroups(at, 100, Waiting.MAX_WAIT));
            assertThat(counts.findGroups(at, 100, Waiting.MAX_WAIT))
                    .as("%s, at %s", when, at)
                    .isEqualTo(truth);
        }
        assertThat(counts.countMissing()).as(when).isZero();
    }

    private void writeAtRandom(Random random) {
        for (int i = 0; i < WRITES; i++) {
            String customer = "c-" + random.nextInt(30);
            Optional<Contract> newest = contracts.findNewestForWriter(customer);
            switch (random.nextInt(12)) {
                case 0 -> newest.ifPresent(contract -> contracts.endContract(contract, "cora"));
                case 1 -> storeMany(random);
                case 2 -> deleteCustomer(customer);
                case 3 -> storeLikeAReplicaThatKnowsNoContents("old-" + random.nextInt());
                default ->
                    contracts.storeVersion(
                            customer, newest.map(Contract::version).orElse(0L), "cora", choose(random));
            }
        }
    }

    private Agreement choose(Random random) {
        LocalDate start = LocalDate.ofInstant(clock.instant(), ZoneId.of("UTC")).plusDays(random.nextInt(200) - 100L);
        return new Agreement(
                random.nextBoolean() ? "Gold" : "Silver",
                ZoneId.of(random.nextBoolean() ? "UTC" : "Europe/Zurich"),
                start,
                random.nextBoolean() ? null : start.plusDays(random.nextInt(150)),
                List.of());
    }

    private void storeMany(Random random) {
        try {
            contracts.storeAll("cora", new RandomFile(random));
        } catch (ConcurrentImportException e) {
            assertThat(e).as("another writer was first").isNotNull();
        }
    }

    private void deleteCustomer(String customer) {
        jdbc.execute("BEGIN; DELETE FROM customer_contract_name WHERE customer = '" + customer
                + "'; DELETE FROM customer_contract_content WHERE customer = '" + customer
                + "'; DELETE FROM customer_contract WHERE customer = '" + customer + "'; COMMIT");
    }

    private void storeLikeAReplicaThatKnowsNoContents(String customer) {
        jdbc.update(
                "INSERT INTO customer_contract SELECT ?, 1, stored, author, ended, body FROM customer_contract"
                        + " WHERE version = 1 LIMIT 1",
                customer);
    }

    @Test
    void rowsThatAreChangedByHandAreCountedAnew() {
        contracts.storeVersion("acme", 0, "cora", choose(new Random(1)));
        contracts.storeVersion("bolt", 0, "cora", choose(new Random(2)));

        jdbc.update(
                "UPDATE customer_contract_content SET content = ?, ends = NULL WHERE customer = 'acme'",
                UUID.randomUUID());

        assertThatCountsAreExact("rewritten");

        jdbc.execute("TRUNCATE customer_contract_content, customer_contract");

        assertThatCountsAreExact("truncated");
    }

    @Test
    void changesAreMergedIfTheDatabasePublishesAllTables() {
        contracts.storeVersion("acme", 0, "cora", choose(new Random(1)));
        jdbc.execute("CREATE PUBLICATION everything FOR ALL TABLES");

        counts.mergeChanges();

        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM contract_count_change", Long.class))
                .isZero();
        assertThatCountsAreExact("merged");
    }

    @Test
    void functionsThatRunWithTheRightsOfTheOwnerUseNoTemporaryTablesOfTheirCaller() {
        assertThat(jdbc.queryForList(
                        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::REGNAMESPACE"
                                + " AND NOT EXISTS (SELECT 1 FROM unnest(proconfig) c WHERE c ~ '^search_path=.*, pg_temp$')",
                        String.class))
                .isEmpty();
    }

    @Test
    void anInstantThatHasPassedIsCountedByReadingAllContracts() {
        contracts.storeVersion("acme", 0, "cora", choose(new Random(1)));
        Instant before = clock.instant();
        clock.advance(Duration.ofDays(3));
        counts.mergeChanges();

        assertThat(counts.findGroups(before, 10, Waiting.MAX_WAIT)).isEmpty();
        assertThat(contracts.groups().findGroups(before, 10, Waiting.MAX_WAIT))
                .contains(index.findGroups(before, 10, Waiting.MAX_WAIT));
    }

    @Test
    void changesAreMergedWithoutWaitingForATransactionThatStoresMany() {
        contracts.storeVersion("acme", 0, "cora", choose(new Random(1)));
        contracts.database().inTransaction(() -> {
            counts.mergeChanges();
            CompletableFuture<Void> others = CompletableFuture.runAsync(() -> {
                contracts.storeVersion("bolt", 0, "cora", choose(new Random(2)));
                counts.mergeChanges();
                assertThatCountsAreExact("beside another transaction");
            });
            return Waiting.get(others);
        });

        assertThatCountsAreExact("afterwards");
    }

    /** Contracts of new customers and of others, which are stored together. */
    private final class RandomFile extends ContractFile {

        RandomFile(Random random) {
            super(Stream.generate(() -> "c-" + random.nextInt(30_000))
                    .distinct()
                    .limit(20)
                    .map(customer -> new IncomingContract(1, customer, null, choose(random)))
                    .iterator());
        }

        @Override
        public void noteConflict(IncomingContract incoming, long current) {}

        @Override
        public void noteUnchanged(IncomingContract incoming) {}
    }
}
