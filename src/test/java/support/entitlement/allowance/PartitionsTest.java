package support.entitlement.allowance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import support.entitlement.MovableClock;
import support.entitlement.Postgres;
import support.entitlement.allowance.UsageEntry.EntryKind;
import support.entitlement.contract.Agreement;
import support.entitlement.contract.ContractFile;
import support.entitlement.contract.ContractSource;
import support.entitlement.contract.ContractStores;
import support.entitlement.contract.Contracts;
import support.entitlement.contract.NameUse;
import support.entitlement.contract.NameUse.UsedNameKind;
import support.entitlement.contract.group.ContractCounts;
import support.entitlement.contract.group.ContractGroup;
import support.entitlement.database.ExplainingDataSource;
import support.entitlement.database.ExplainingDataSource.ExplainedStatement;
import support.entitlement.decision.Basis;
import support.entitlement.decision.allowance.AllowanceRules;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.Fee;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;

/** The scripts for PostgreSQL partition the tables by customer and detach old years, and the ledger and the contracts go on. */
class PartitionsTest {

    private static final Path SCRIPTS = Path.of("src/main/postgresql");
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int CUSTOMERS = 300;

    /** The statements that are about several customers, and what for. */
    private static final Map<String, String> OF_SEVERAL_CUSTOMERS = Map.ofEntries(
            Map.entry("ContractRepository.findNewest", "the contracts of several customers, who are asked for at once"),
            Map.entry("ContractRepository.findFrom", "the list of customers, in order"),
            Map.entry("ContractRepository.findUnendedAfter", "the export of contracts, in order"),
            Map.entry("ContractRepository.readNewest", "reading contracts ahead"),
            Map.entry("ContractBatchWriter.findNewestVersions", "an import, a thousand customers at a time"),
            Map.entry("ContractNameIndex.findCustomers", "the customers whose contracts use a name"),
            Map.entry("ContractNameIndex.findCustomersAfter", "the customers whose contracts use a name"),
            Map.entry("ContractNameIndex.countCustomers", "the warning before a name is retired"),
            Map.entry("ContractNameIndex.findNextName", "the warning before a name is retired"),
            Map.entry("ContractContentIndex.findGroups", "the customers whose answers a change changes"),
            Map.entry("ContractContentIndex.readTimelines", "the customers whose answers a change changes"),
            Map.entry("ContractContentIndex.findExamples", "the customers whose answers a change changes"),
            Map.entry("ContractContentIndex.findFirstCustomers", "the customers whose answers a change changes"),
            Map.entry("ContractContentIndex.findCustomers", "the customers whose answers a change changes"),
            Map.entry("MissingContents.isComplete", "the customers whose answers a change changes"),
            Map.entry("MissingContents.findAfter", "the customers whose answers a change changes"));

    private final HikariDataSource pool = new HikariDataSource();
    private final ExplainingDataSource database =
            new ExplainingDataSource(pool, "support\\.entitlement\\.(allowance|contract)\\.(?!PartitionsTest|lease)");
    private final MovableClock clock = new MovableClock(Instant.now().toString());
    private final GrantMap grants = new GrantMap();
    private final int thisYear = LocalDate.now(ZoneId.of("UTC")).getYear();

    private JdbcClient owner;
    private Contracts contracts;
    private UsageLedger ledger;

    @BeforeEach
    void fillTheTables() {
        pool.setJdbcUrl(Postgres.newDatabase());
        owner = JdbcClient.create(pool);
        contracts = ContractStores.openStore(database, clock);
        ledger = new UsageLedger(database, grants, clock);
        contracts.storeAll(
                "cora",
                new ContractFile(IntStream.range(0, CUSTOMERS)
                        .mapToObj(i -> new ContractSource.IncomingContract(
                                i, "customer-" + i, null, from("Gold", thisYear - 1)))
                        .iterator()));
        grants.put("customer-1", "UTC", (thisYear - 9) + "-01-01", yearlyWithFee());
        ledger.findEntriesAfter("any", 0, 1);
        owner.sql("INSERT INTO usage_customer SELECT customer, stored FROM customer_contract")
                .update();
        owner.sql("""
                INSERT INTO usage_entry (customer, kind, issue_type, issue_key, unit, amount, used_at, reference, recorded_at, author,
                    left_after, idempotency_key, request_hash)
                SELECT customer, 'use', 'Bugs', 'bugs', 'hours', 1, stored - n * INTERVAL '5 months', '', stored, 'ada', 0, n, ''
                FROM customer_contract, generate_series(1, 10) n""").update();
        owner.sql("ANALYZE").update();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private static Agreement from(String plan, int year) {
        return new Agreement(plan, ZoneId.of("UTC"), LocalDate.of(year, 1, 1), null, List.of());
    }

    private static Grant yearlyWithFee() {
        return new Grant(
                GrantMap.SESSIONS,
                new BigDecimal("8"),
                "hours",
                Per.YEAR,
                CarryOver.NONE,
                Limit.SOFT,
                new AllowanceRules(null, null, null, null, Fee.parse("150 CHF")),
                List.of(GrantMap.SESSIONS),
                Basis.PUBLISHED,
                null);
    }

    @Test
    void aStatementAboutOneCustomerReadsOnePartition() throws Exception {
        runScript("partition.sql");
        database.startExplaining();

        IntStream.range(0, 10).forEach(i -> contracts.findNewest("customer-" + i));
        assertThat(database.statements()).hasSize(10).noneMatch(PartitionsTest::readsSeveralPartitions);
        askAll();

        Map<String, List<ExplainedStatement>> asked =
                database.statements().stream().collect(Collectors.groupingBy(ExplainedStatement::caller));
        assertThat(askingMethods()).as("methods that were not called").isSubsetOf(asked.keySet());
        assertThat(asked.entrySet().stream()
                        .filter(method -> method.getValue().stream().anyMatch(PartitionsTest::readsSeveralPartitions))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()))
                .as("methods that read several partitions")
                .isEqualTo(OF_SEVERAL_CUSTOMERS.keySet());
        assertThat(database.statements().stream().flatMap(statement -> statement.tables().stream()))
                .as("nothing is read beside the partitions and the few rows of leases and counts")
                .allMatch(table -> table.matches(".*_p[0-7]|contract_(lease|change|count.*)"));
    }

    private static boolean readsSeveralPartitions(ExplainedStatement statement) {
        return statement.tables().stream()
                        .filter(table -> table.matches(".*_p[0-7]"))
                        .map(table -> table.replaceFirst(".*_p", ""))
                        .distinct()
                        .count()
                > 1;
    }

    /** Returns the methods that execute statements, apart from those of migrations. */
    private static Set<String> askingMethods() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("support.entitlement.allowance", "support.entitlement.contract")
                        .stream()
                        .filter(type -> !type.getSimpleName().endsWith("Migration")
                                && !type.getPackageName().endsWith(".lease"))
                        .map(JavaClass::getMethodCallsFromSelf)
                        .flatMap(Set::stream)
                        .filter(call -> call.getTargetOwner().isEquivalentTo(JdbcClient.class)
                                || call.getTargetOwner().isEquivalentTo(JdbcTemplate.class)
                                        && call.getName().matches("query.*|.*[uU]pdate"))
                        .map(call -> call.getOriginOwner().getSimpleName() + "."
                                + call.getOrigin().getName())
                        .map(name -> name.replaceFirst("lambda\\$(.*)\\$\\d+", "$1"))
                        .collect(Collectors.toSet());
    }

    /** Has the contracts and the ledger execute each of their statements. */
    private void askAll() {
        Agreement renewal =
                new Agreement("Silver", ZoneId.of("UTC"), LocalDate.of(thisYear + 1, 1, 1), null, List.of());
        contracts.storeVersion("customer-1", 1, "cora", renewal);
        contracts.endContract(contracts.findNewest("customer-1").orElseThrow(), "cora");
        contracts.storeAll(
                "cora",
                new ContractFile(List.of(
                                new ContractSource.IncomingContract(1, "customer-2", 1L, renewal),
                                new ContractSource.IncomingContract(2, "new", null, from("Gold", thisYear)),
                                new ContractSource.IncomingContract(3, "newer", null, from("Silver", thisYear)))
                        .iterator()));
        contracts.findInForce("customer-1", clock.instant(), clock.instant());
        contracts.findVersions("customer-1");
        contracts.findFrom("customer-1", true, 5);
        ContractStores.readAhead(contracts);
        contracts.findUnendedAfter("customer-1", 5);
        contracts.nameUses().findAll();
        contracts.nameUses().findContractsAfter("", "Gold", 5);
        contracts.nameUses().findCustomers(new NameUse(UsedNameKind.PLAN, "Gold"), 5);
        contracts.nameUses().countContracts(new NameUse(UsedNameKind.PLAN, "Gold"), 10_000);
        owner.sql("DELETE FROM customer_contract_content WHERE customer = 'customer-3'")
                .update();
        List<ContractGroup> groups = contracts
                .groups()
                .findGroups(clock.instant(), 5, LIMIT)
                .orElseThrow()
                .largest();
        List<UUID> contents = groups.stream().map(ContractGroup::content).toList();
        assertThat(contents).hasSizeGreaterThan(1);
        new ContractCounts(contracts.database(), clock).mergeChanges();
        contracts.groups().findGroups(clock.instant().minus(Duration.ofDays(9)), 5, LIMIT);
        contracts.groups().findExamples(contents);
        contracts.groups().findFirstCustomers(contents, clock.instant(), LIMIT);
        contracts.groups().findCustomersOf(contents.get(0), clock.instant(), 5, LIMIT);
        contracts.groups().readTimelines(clock.instant(), contents, contents, LIMIT, customer -> {});
        bookAll();
    }

    private void bookAll() {
        owner.sql("DELETE FROM usage_entry WHERE customer = 'customer-1'").update();
        owner.sql("DELETE FROM usage_customer WHERE customer = 'customer-1'").update();
        UsageEntry use = record(EntryKind.USE, null, "9", null);
        record(EntryKind.CORRECTION, use, "7", null);
        record(
                EntryKind.COMMIT,
                record(EntryKind.RESERVE, null, "1", clock.instant().plus(LIMIT)),
                null,
                null);
        ledger.findBalances("customer-1", clock.instant());
        ledger.findEntriesAfter("customer-1", 0, 5);
    }

    private UsageEntry record(EntryKind kind, @Nullable UsageEntry of, @Nullable String amount, @Nullable Instant end) {
        return ledger.recordUsage(
                "customer-1",
                new UsageRequest(
                        kind,
                        of == null ? null : of.id(),
                        of == null ? GrantMap.SESSIONS : null,
                        amount == null ? null : new BigDecimal(amount),
                        null,
                        end,
                        ""),
                UUID.randomUUID().toString(),
                "ada");
    }

    /** Runs a script with settings, as PGOPTIONS gives them to psql. */
    private void runScript(String name, String... settings) throws Exception {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String setting : settings) {
                statement.execute(setting);
            }
            try {
                statement.execute(Files.readString(SCRIPTS.resolve(name)));
            } catch (SQLException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        }
    }

    @Test
    void partitionsHoldWhatTheTablesHeldAndEntriesAreNumberedOn() throws Exception {
        UsageEntry use = record(EntryKind.USE, null, "3", null);
        List<String> before = contentOfTables();
        List<String> triggers = triggersOfTables();
        Set<String> indexes = indexesOfTables();
        indexes.removeIf(index -> index.endsWith("usage_entry USING btree (id)")); // For the version before alone.
        owner.sql("CREATE ROLE booking_clerk; GRANT SELECT, INSERT ON usage_entry TO booking_clerk")
                .update();

        runScript("partition.sql");

        assertThat(indexesOfTables()).isEqualTo(indexes);
        assertThat(triggersOfTables()).isEqualTo(triggers).isNotEmpty();

        assertThat(contentOfTables()).isEqualTo(before);
        assertThat(owner.sql("SELECT COUNT(*) FROM pg_inherits")
                        .query(Long.class)
                        .single())
                .as("eight of each table and of each of the 12 indexes")
                .isEqualTo(8 * (5 + 12));
        assertThat(ledger.findEntriesAfter("customer-1", use.id() - 1, 5)).containsExactly(use);
        assertThat(record(EntryKind.CORRECTION, use, "2", null).id()).isGreaterThan(use.id());
        assertThat(ledger.findBalances("customer-1", clock.instant())
                        .orElseThrow()
                        .get(0)
                        .remaining())
                .isEqualByComparingTo("6");
        assertThatCode(() -> owner.sql("""
                        SET ROLE booking_clerk;
                        INSERT INTO usage_entry (customer, kind, issue_type, issue_key, unit, amount, used_at, reference, recorded_at,
                            author, left_after, idempotency_key, request_hash)
                        SELECT customer, kind, issue_type, issue_key, unit, amount, used_at, reference, recorded_at,
                            author, left_after, 'of a clerk', request_hash FROM usage_entry WHERE idempotency_key = '1';
                        RESET ROLE""").update())
                .as("a role that could book before")
                .doesNotThrowAnyException();
        assertThat(new UsageLedger(pool, grants, clock).findEntriesAfter("customer-1", 0, 1))
                .as("a service that starts afterwards")
                .hasSize(1);
        assertThatThrownBy(() -> runScript("partition.sql"))
                .hasMessageContaining("Table customer_contract is partitioned already. Nothing has changed.");
    }

    @Test
    void contractsThatAreChangedByHandInPartitionsEndLeases() throws Exception {
        runScript("partition.sql");

        for (String table : List.of("customer_contract", "customer_contract_p3")) {
            owner.sql("UPDATE " + table + " SET author = 'hand'").update();
        }

        assertThat(owner.sql("SELECT COUNT(*) FROM contract_change WHERE customer IS NULL")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    private List<String> triggersOfTables() {
        return owner.sql("SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
                        + " AND tgrelid NOT IN (SELECT inhrelid FROM pg_inherits) ORDER BY 1")
                .query(String.class)
                .list();
    }

    private Set<String> indexesOfTables() {
        return owner
                .sql(
                        "SELECT indexdef FROM pg_indexes WHERE tablename ~ '^(customer_contract|usage)_' OR tablename = 'customer_contract'")
                .query(String.class)
                .list()
                .stream()
                .filter(index -> !index.matches(".*_p[0-7]\\b.*|.*_p[0-7]_.*"))
                .map(index -> index.replaceFirst("INDEX \\S+ ON (ONLY )?", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> contentOfTables() {
        return Stream.of(
                        "customer_contract",
                        "customer_contract_name",
                        "customer_contract_content",
                        "usage_customer",
                        "usage_entry")
                .map(table -> table
                        + owner.sql("SELECT COUNT(*) || ' ' || SUM(HASHTEXT(CAST(t AS TEXT))) FROM " + table + " t")
                                .query(String.class)
                                .single())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oldYearsAreDetachedAndTheBalancesOfCurrentTermsStay(boolean partitioned) throws Exception {
        if (partitioned) {
            runScript("partition.sql");
        }
        contracts.storeVersion("customer-2", 1, "cora", from("Gold", thisYear - 9));
        owner.sql(
                        "UPDATE usage_entry SET issue_type = CASE WHEN idempotency_key > '5' THEN 'Carried\u2010over' ELSE 'Carried-over' END,"
                                + " issue_key = 'carried-over' WHERE customer = 'customer-3'")
                .update();
        owner.sql("DELETE FROM customer_contract_content WHERE customer = 'customer-5'")
                .update();
        int last = thisYear - 2;
        long all = countEntries("usage_entry");
        List<String> current = sumsOfCurrentTerms();

        detach(last, "carried-over");

        assertThat(sumsOfCurrentTerms()).isEqualTo(current);
        assertThat(countEntries("usage_entry WHERE customer IN ('customer-2', 'customer-3')"))
                .as("the term began before, and the rest is carried over, however its issue type was spelt")
                .isEqualTo(20);
        assertThat(countEntries("usage_entry WHERE customer = 'customer-5'"))
                .as("a replica of an older version has stored the contract")
                .isEqualTo(10);
        assertThat(countEntries("usage_entry WHERE customer = 'customer-4'")).isBetween(2L, 4L);
        assertThat(countEntries("usage_entry") + countEntries("usage_entry_until_" + last))
                .isEqualTo(all);
        assertThat(record(EntryKind.USE, null, "3", null).remaining()).isEqualByComparingTo("5");
        owner.sql("INSERT INTO usage_entry SELECT * FROM usage_entry_until_" + last)
                .update();
        assertThat(countEntries("usage_entry")).as("put back").isEqualTo(all + 1);
        assertThatThrownBy(() -> detach(thisYear - 1, ""))
                .hasMessageContaining("the last year that can be detached now is " + last);
        assertThatThrownBy(() -> detach(last, "Carrried"))
                .hasMessageContaining("“Carrried”, an issue type that no entry has");
    }

    /** The use of each customer since the beginning of the contract that is in force. */
    private List<String> sumsOfCurrentTerms() {
        return owner.sql("""
                        SELECT customer || ' ' || SUM(amount) FROM usage_entry e WHERE used_at >= (
                            SELECT decides_from FROM customer_contract_content k WHERE k.customer = e.customer
                            ORDER BY version DESC LIMIT 1)
                        GROUP BY customer ORDER BY customer""").query(String.class).list();
    }

    private long countEntries(String from) {
        return owner.sql("SELECT COUNT(*) FROM " + from).query(Long.class).single();
    }

    private void detach(int year, String kept) throws Exception {
        runScript(
                "detach-usage.sql",
                "SET entitlement.last_year = '" + year + "'",
                "SET entitlement.keep = '" + kept + "'");
    }
}
