package support.entitlement.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import support.entitlement.Postgres;
import support.entitlement.TestThatWaits;
import support.entitlement.Waiting;
import support.entitlement.background.Heartbeats;
import support.entitlement.contract.lease.ContractOrigin;
import support.entitlement.contract.lease.ContractPreload;
import support.entitlement.contract.lease.LeaseRenewal;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Replicas with leases answer from memory, and never by an older contract than any writer was told.
 */
class ContractLeaseTest {

    private static final int CUSTOMERS = 4;

    private final String database = Postgres.newDatabase();
    private final JdbcTemplate sql = new JdbcTemplate(new DriverManagerDataSource(database));
    private final Heartbeats heartbeats = new Heartbeats();
    private final List<Replica> replicas = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Replica first;

    /** A replica with a pool of its own. It takes its time between the query of a contract and remembering it. */
    private final class Replica {

        private final AtomicReference<Runnable> whileReading =
                new AtomicReference<>(() -> LockSupport.parkNanos(new SplittableRandom().nextInt(5_000_000)));
        private final HikariDataSource pool = new HikariDataSource();
        private final Contracts contracts;
        private final ContractPreload preload;
        private LeaseRenewal renewal;

        Replica() {
            pool.setJdbcUrl(database);
            contracts = new Contracts(pool, Clock.systemUTC(), slowMapper(), 10_000_000, 1);
            renewal = contracts.createLeaseRenewal();
            preload = contracts.createPreload();
            replicas.add(this);
        }

        private JsonMapper slowMapper() {
            return JsonMapper.shared()
                    .rebuild()
                    .addModule(new SimpleModule().addDeserializer(ZoneId.class, new StdDeserializer<>(ZoneId.class) {
                        @Override
                        public ZoneId deserialize(JsonParser parser, DeserializationContext context) {
                            whileReading.get().run();
                            return ZoneId.of(parser.getString());
                        }
                    }))
                    .build();
        }

        Replica withLease() {
            renewal.start(heartbeats);
            return this;
        }

        Replica withPreload() {
            preload.start(heartbeats);
            return this;
        }

        long version(int customer) {
            return contracts.findNewest(name(customer)).map(Contract::version).orElse(0L);
        }

        long store(int customer, long follows) {
            return contracts
                    .storeVersion(name(customer), follows, "cora", agreement("Gold"))
                    .orElseThrow()
                    .version();
        }
    }

    /** One test at a time captures the output; the lines of the others may be among its own. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ExtendWith(OutputCaptureExtension.class)
    @ResourceLock(Resources.SYSTEM_OUT)
    private @interface CapturesOutput {}

    @BeforeEach
    void startAReplica() {
        first = new Replica();
        first.contracts.findNewest("creates the tables");
    }

    @AfterEach
    void stopAll() {
        replicas.forEach(replica -> replica.preload.close());
        replicas.forEach(replica -> replica.renewal.close());
        heartbeats.close();
        replicas.forEach(replica -> replica.pool.close());
        threads.shutdownNow();
    }

    private static String name(int customer) {
        return "customer-" + customer;
    }

    private static Agreement agreement(String plan) {
        return new Agreement(plan, ZoneId.of("UTC"), LocalDate.parse("2026-01-01"), null, List.of());
    }

    private void awaitLeases(int count) {
        await().until(() -> leases() == count);
    }

    private long leases() {
        return sql.queryForObject("SELECT COUNT(*) FROM contract_lease", Long.class);
    }

    @TestThatWaits
    void aRememberedContractIsAnsweredWithoutTheDatabaseAsLongAsTheLeaseLasts() {
        Replica other = new Replica().withLease();
        first.store(1, 0);
        awaitLeases(1);
        await().until(() -> {
            other.version(1);
            return answersFromMemory(other);
        });

        assertThat(first.store(1, 1)).isEqualTo(2);
        assertThat(other.version(1)).isEqualTo(2);
        assertThat(answersFromMemory(other)).isTrue();

        other.renewal.close();
        assertThat(leases()).as("whoever ends keeps no writer waiting").isZero();
        assertThat(answersFromMemory(other)).isFalse();
        long confirmed = other.contracts.memory().countFound(ContractOrigin.CONFIRMED);
        assertThat(other.version(1)).isEqualTo(2);
        assertThat(other.contracts.memory().countFound(ContractOrigin.CONFIRMED))
                .isGreaterThan(confirmed);
        assertThat(other.contracts.memory().countFound(ContractOrigin.MEMORY)).isPositive();
        assertThat(other.contracts.memory().countFound(ContractOrigin.DATABASE)).isPositive();
    }

    /** The table is locked, so that whoever asks the database waits. */
    private boolean answersFromMemory(Replica replica) {
        DataSource separate = new DriverManagerDataSource(database);
        return Boolean.TRUE.equals(new TransactionTemplate(new JdbcTransactionManager(separate)).execute(status -> {
            new JdbcTemplate(separate).execute("LOCK TABLE customer_contract IN ACCESS EXCLUSIVE MODE");
            Future<Long> answer = threads.submit(() -> replica.version(1));
            await().until(() -> answer.isDone() || isAnyoneWaiting());
            return answer.isDone();
        }));
    }

    private boolean isAnyoneWaiting() {
        return sql.queryForObject(
                "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'customer_contract'::regclass)",
                Boolean.class);
    }

    @TestThatWaits
    void aContractThatNobodyHasAskedForIsAnsweredWithoutTheDatabaseOnceAllAreReadAhead() {
        first.store(1, 0);
        first.store(2, 0);
        first.store(2, 1);
        first.store(3, 0);
        Replica other = new Replica().withLease().withPreload();
        await().until(other.contracts.memory()::isPreloaded);

        assertThat(answersFromMemory(other)).isTrue();
        assertThat(other.version(2)).isEqualTo(2);
        assertThat(other.contracts.memory().size()).isEqualTo(3);
        assertThat(other.contracts.memory().bytes()).isPositive();
        assertThat(other.contracts.memory().countFound(ContractOrigin.DATABASE)).isZero();

        first.store(1, 1);
        assertThat(other.version(1)).as("read from the database").isEqualTo(2);
        assertThat(other.contracts.memory().countFound(ContractOrigin.DATABASE)).isOne();
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @ValueSource(booleans = {true, false})
    void aContractThatIsChangedWhileItIsReadAheadIsNotRememberedAsItWas(boolean allAreForgotten) throws Exception {
        first.store(1, 0);
        Replica other = new Replica().withLease();
        awaitLeases(1);
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        other.whileReading.set(() -> {
            reading.countDown();
            await().until(() -> changed.getCount() == 0);
        });
        other.withPreload();
        await().until(() -> reading.getCount() == 0);
        if (allAreForgotten) {
            String holder = sql.queryForObject("SELECT holder FROM contract_lease", String.class);
            sql.update("DELETE FROM contract_lease"); // The replica notices it, and registers again.
            await().until(() -> !sql.queryForList(
                            "SELECT holder FROM contract_lease WHERE holder <> ?", UUID.fromString(holder))
                    .isEmpty());
        }

        first.store(1, 1);
        changed.countDown();

        await().until(other.contracts.memory()::isPreloaded);
        assertThat(other.version(1)).isEqualTo(2);
    }

    @TestThatWaits
    @CapturesOutput
    void aContractThatCannotBeReadKeepsNoOtherOutOfMemory(CapturedOutput log) {
        for (int customer = 1; customer < 4; customer++) {
            first.store(customer, 0);
        }
        sql.update("UPDATE customer_contract SET body = REPLACE(body, 'UTC', 'Mars') WHERE customer = ?", name(2));
        sql.update("DELETE FROM contract_change"); // Otherwise no lease begins for a minute.
        Replica other = new Replica().withLease().withPreload();

        await().until(other.contracts.memory()::isPreloaded);

        assertThat(other.contracts.memory().size()).isEqualTo(2);
        assertThat(log).contains("Version 1 of the contract with “" + name(2) + "” cannot be read into memory");
    }

    @TestThatWaits
    void contractsThatWereAddedAreReadAheadOnceEnoughOfThemWereLookedUp() {
        Replica other = new Replica().withLease().withPreload();
        await().until(other.contracts.memory()::isPreloaded);
        for (int customer = 1; customer < 6; customer++) {
            first.store(customer, 0);
        }
        assertThat(other.version(2) + other.version(3)).isEqualTo(2);

        await().until(() -> other.contracts.memory().size() == 5);
        assertThat(answersFromMemory(other)).isTrue();
    }

    @TestThatWaits
    @CapturesOutput
    void contractsThatDoNotFitAreReadFromTheDatabase(CapturedOutput log) {
        for (int customer = 1; customer < 6; customer++) {
            first.store(customer, 0);
        }
        HikariDataSource pool = first.pool;
        Contracts small = new Contracts(pool, Clock.systemUTC(), JsonMapper.shared(), 1_000, 1);
        try (LeaseRenewal renewal = small.createLeaseRenewal();
                ContractPreload preload = small.createPreload()) {
            renewal.start(heartbeats);
            preload.start(heartbeats);
            await().untilAsserted(() -> assertThat(log).contains("Others are read"));
            assertThat(small.memory().isPreloaded()).isFalse();
            assertThat(small.memory().size()).isBetween(1L, 4L);
            assertThat(small.memory().bytes()).isLessThanOrEqualTo(1_000);
            assertThat(small.findNewest(name(1))).isPresent();
        } finally {
            small.close();
        }
    }

    @TestThatWaits
    void aReplicaThatStandsStillDelaysOneWriterUntilItsLeaseIsOver() {
        first.store(1, 0);
        sql.update("INSERT INTO contract_lease (holder, seen) VALUES (gen_random_uuid(), pg_current_snapshot())");

        long start = System.nanoTime();
        first.store(1, 1);
        Duration waited = Duration.ofNanos(System.nanoTime() - start);

        assertThat(waited).isBetween(Duration.ofMillis(3_500), Duration.ofSeconds(8));
        assertThat(leases()).as("it must register again").isZero();
    }

    @TestThatWaits
    void aFirstVersionWaitsForNobody() {
        sql.update("INSERT INTO contract_lease (holder, seen) VALUES (gen_random_uuid(), pg_current_snapshot())");

        first.store(1, 0);

        assertThat(leases()).isOne();
    }

    @TestThatWaits
    void aDatabaseThatCanOnlyBeReadIsAskedUntilItCanBeWritten() {
        first.store(1, 0);
        String name = sql.queryForObject("SELECT current_database()", String.class);
        sql.execute("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
        Replica other = new Replica().withLease();

        assertThat(other.version(1)).isOne();
        assertThat(leases()).isZero();

        new JdbcTemplate(new DriverManagerDataSource(Postgres.newDatabase()))
                .execute("ALTER DATABASE " + name + " RESET default_transaction_read_only");
        // The pool may still be opening connections that were made read-only before.
        await().until(() -> {
            other.pool.getHikariPoolMXBean().softEvictConnections();
            return leases() == 1;
        });
        assertThat(heartbeats.unwellThreads()).isEmpty();
    }

    @TestThatWaits
    @CapturesOutput
    void aWriterThatNamesNoChangesEndsAllLeasesBeforeItsChangeIsStored(CapturedOutput log) {
        Replica other = new Replica().withLease();
        awaitLeases(1);
        first.store(1, 0);
        assertThat(other.version(1)).isOne();

        sql.update(
                "INSERT INTO customer_contract SELECT customer, 2, stored, author, ended, body FROM customer_contract");

        assertThat(other.version(1)).isEqualTo(2);
        assertThat(leases()).isZero();
        await().untilAsserted(() -> assertThat(log)
                .containsOnlyOnce("A writer that knows no leases has changed contracts within the last minute."));
        sql.update("UPDATE contract_change SET changed = changed - INTERVAL '1 hour'");
        awaitLeases(1);
        assertThat(other.version(1)).isEqualTo(2);
    }

    @TestThatWaits
    void aWriterWithOneSnapshotWaitsForLeasesThatItDoesNotSee() {
        first.store(1, 0);
        DataSource separate = new DriverManagerDataSource(database);
        TransactionTemplate repeatable = new TransactionTemplate(new JdbcTransactionManager(separate));
        repeatable.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);

        Duration waited = repeatable.execute(status -> {
            JdbcTemplate writer = new JdbcTemplate(separate);
            writer.queryForList("SELECT 1 FROM contract_lease");
            sql.update("INSERT INTO contract_lease (holder, seen) VALUES (gen_random_uuid(), pg_current_snapshot())");
            long start = System.nanoTime();
            writer.update("UPDATE customer_contract SET author = 'hand'");
            return Duration.ofNanos(System.nanoTime() - start);
        });

        assertThat(waited).isGreaterThanOrEqualTo(Duration.ofMillis(3_500));
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @ValueSource(booleans = {true, false})
    void aContractOfAWriterWhoStoppedBeforeItHadWaitedIsReportedToTheNextOneOnceReplicasKnowIt(boolean imports) {
        first.store(1, 0);
        sql.update("INSERT INTO contract_lease (holder, seen) VALUES (gen_random_uuid(), pg_current_snapshot())");
        new TransactionTemplate(new JdbcTransactionManager(first.pool)).executeWithoutResult(status -> {
            JdbcTemplate stopped = new JdbcTemplate(first.pool);
            stopped.execute("SET LOCAL entitlement.names_changes = 'on'");
            stopped.update(
                    "INSERT INTO customer_contract SELECT customer, 2, stored, author, ended, body FROM customer_contract");
            stopped.update("INSERT INTO contract_change (customer) SELECT MIN(customer) FROM customer_contract");
        });
        ContractsTest.File again =
                new ContractsTest.File(new ContractSource.IncomingContract(1, name(1), 2L, agreement("Gold")));

        Future<Object> answer = threads.submit(
                () -> imports ? first.contracts.storeAll("cora", again) : first.contracts.findNewestForWriter(name(1)));
        await().until(() -> answer.isDone() || isAnyoneAskingForReplicas());
        assertThat(answer.isDone()).isFalse();
        sql.update("UPDATE contract_lease SET seen = pg_current_snapshot()");

        assertThat(Waiting.get(answer)).isNotNull();
        assertThat(leases()).as("the replica was not taken for gone").isOne();
    }

    private boolean isAnyoneAskingForReplicas() {
        return sql.queryForObject(
                "SELECT EXISTS (SELECT 1 FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND query LIKE 'SELECT holder%')",
                Boolean.class);
    }

    @TestThatWaits
    void aLeaseHasAnotherHolderOnEachConnection() {
        first.withLease();
        awaitLeases(1);
        String holder = sql.queryForObject("SELECT holder FROM contract_lease", String.class);

        sql.queryForList("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND application_name = 'contract-lease'");

        await().until(() -> !sql.queryForList("SELECT holder FROM contract_lease", String.class)
                .contains(holder));
        awaitLeases(1);
    }

    @Test
    void noReaderOfAnyReplicaGetsAnOlderVersionThanWasAcknowledged() throws Exception {
        AtomicLongArray acknowledged = new AtomicLongArray(CUSTOMERS);
        AtomicBoolean ended = new AtomicBoolean();
        List<Replica> readers = List.of(
                new Replica().withLease().withPreload(),
                new Replica().withLease().withPreload(),
                first.withLease().withPreload());
        awaitLeases(3);
        List<Future<Long>> reads = new ArrayList<>();
        for (Replica replica : readers) {
            for (int i = 0; i < 2; i++) {
                reads.add(threads.submit(read(replica, acknowledged, ended)));
            }
        }
        List<Future<Long>> writes = new ArrayList<>();
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            Replica writer = readers.get(customer % readers.size());
            int written = customer;
            writes.add(threads.submit(() -> write(writer, written, acknowledged, ended)));
        }
        for (int round = 1;
                round < 7;
                round++) { // A lease may end at any time: its connection breaks, or its replica stops.
            long reached = 5L * round;
            await().until(() -> acknowledged.get(0) >= reached);
            sql.queryForList("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND application_name = 'contract-lease' LIMIT 1");
            Replica replica = readers.get(round % readers.size());
            replica.renewal.close();
            replica.renewal = replica.contracts.createLeaseRenewal();
            replica.withLease();
        }
        ended.set(true);

        for (Future<Long> write : writes) {
            assertThat(Waiting.get(write)).isGreaterThan(5);
        }
        for (Future<Long> read : reads) {
            assertThat(Waiting.get(read)).as("reads without a stale answer").isGreaterThan(100);
        }
    }

    private static Callable<Long> read(Replica replica, AtomicLongArray acknowledged, AtomicBoolean ended) {
        return () -> {
            SplittableRandom random = new SplittableRandom();
            long count = 0;
            while (!ended.get()) {
                int customer = random.nextInt(CUSTOMERS);
                long least = acknowledged.get(customer);
                long found = replica.version(customer);
                assertThat(found).isGreaterThanOrEqualTo(least);
                count++;
            }
            return count;
        };
    }

    private static long write(Replica writer, int customer, AtomicLongArray acknowledged, AtomicBoolean ended) {
        long version = 0;
        while (!ended.get()) {
            version = writer.store(customer, version);
            acknowledged.set(customer, version);
        }
        return version;
    }
}
