package support.entitlement.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import support.entitlement.EditedTables;
import support.entitlement.ExpectedErrors;
import support.entitlement.KillablePostgres;
import support.entitlement.LocalService;
import support.entitlement.allowance.GrantMap;
import support.entitlement.allowance.UsageEntry.EntryKind;
import support.entitlement.allowance.UsageLedger;
import support.entitlement.allowance.UsageLedgers;
import support.entitlement.allowance.UsageRequest;
import support.entitlement.contract.Agreement;
import support.entitlement.contract.Contract;
import support.entitlement.contract.ContractStores;
import support.entitlement.contract.Contracts;
import support.entitlement.database.Standby.LogPosition;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;
import support.entitlement.security.AccessToken;

/** Reads that a streaming standby server of a real PostgreSQL answers, unless it lacks what was acknowledged. */
@ExtendWith(OutputCaptureExtension.class)
class StandbyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String METRICS = "/actuator/prometheus";
    private static final String SIGNED =
            "{\"plan\": \"Enterprise Premium\", \"zone\": \"UTC\", \"validFrom\": \"2025-01-01\"}";

    @TempDir
    Path folder;

    private KillablePostgres primary;
    private KillablePostgres standby;
    private HikariDataSource pool;
    private Contracts contracts;

    @BeforeEach
    void startBoth() {
        primary = new KillablePostgres(folder.resolve("primary"));
        pool = primary.pool(PATIENCE);
        contracts = ContractStores.openStore(pool, Clock.systemUTC());
        store(contracts, "acme", 0);
        standby = primary.startStandby(folder.resolve("standby"), primary.port());
        contracts.database().useStandby(standby.url());
    }

    @AfterEach
    void stopAll() {
        contracts.close();
        pool.close();
        standby.close();
        primary.close();
    }

    private static void store(Contracts contracts, String customer, long follows) {
        Agreement agreement = new Agreement(
                "Plan " + (follows + 1), ZoneId.of("UTC"), LocalDate.parse("2026-01-01"), null, List.of());
        assertThat(contracts.storeVersion(customer, follows, "cora", agreement)).isPresent();
    }

    private static long newestVersion(Contracts contracts) {
        return contracts.findFrom("acme", true, 1).stream()
                .mapToLong(Contract::version)
                .sum();
    }

    /** Returns the number of reads of contracts that are the last statements of connections to a server. */
    private static int countReads(KillablePostgres server) {
        return Integer.parseInt(
                server.ask("SELECT COUNT(*) FROM pg_stat_activity WHERE query LIKE '%customer_contract c%'"
                        + " AND pid <> pg_backend_pid()"));
    }

    @Test
    @ExpectedErrors("overridden by rollback exception") // Spring reports what is lost with a connection.
    void theStandbyAnswersOnceItHasWhatWasStoredAndThePrimaryDoesMeanwhile(CapturedOutput output) {
        for (int version = 1; version < 20; version++) {
            store(contracts, "acme", version);
            assertThat(newestVersion(contracts)).isEqualTo(version + 1);
        }
        awaitReadOnStandby(20);
        assertThatBalancesAreReadOnTheStandby();
        awaitReadOnStandby(20);

        standby.ask("SELECT pg_wal_replay_pause()");
        store(contracts, "acme", 20);
        assertThat(newestVersion(contracts)).as("the standby does not have it").isEqualTo(21);
        assertThat(countReads(primary)).isPositive();
        assertThat(contracts.database().isStandbyAway()).isTrue();

        standby.ask("SELECT pg_wal_replay_resume()");
        awaitReadOnStandby(21);

        assertThatAStandbyThatEndsDuringAReadIsNoOutageOfThePrimary(output);
        store(contracts, "acme", 21);
        assertThat(newestVersion(contracts)).as("there is no standby").isEqualTo(22);
    }

    /** On a busy machine, the standby may need longer than a read waits for it, and is not read for a while then. */
    private void awaitReadOnStandby(long version) {
        await().untilAsserted(() -> {
            assertThat(newestVersion(contracts)).isEqualTo(version);
            assertThat(contracts.database().isStandbyAway()).isFalse();
            assertThat(countReads(standby)).isPositive();
        });
    }

    /** After a failover to another server, the standby has more of the log than the new primary, but of another history. */
    @Test
    void aStandbyOfAFormerPrimaryIsNotRead() {
        KillablePostgres other = primary.startStandby(folder.resolve("other"), primary.port());
        try (HikariDataSource itsPool = other.pool(PATIENCE)) {
            other.promote();
            await().until(() -> other.ask("SELECT pg_is_in_recovery()").equals("f"));
            for (int version = 1; version < 5; version++) {
                store(contracts, "acme", version);
            }
            primary.ask("SELECT pg_switch_wal()");
            store(contracts, "acme", 5);
            assertThat(newestVersion(contracts)).isEqualTo(6);
            Contracts promoted = ContractStores.openStore(itsPool, Clock.systemUTC());
            promoted.database().useStandby(standby.url());
            assertThat(newestVersion(promoted)).isEqualTo(1);
            store(promoted, "acme", 1);

            assertThat(newestVersion(promoted)).isEqualTo(2);
            assertThat(isBehind(other, standby))
                    .as("by its position alone it could be read")
                    .isFalse();
            promoted.close();

            primary.execute("ALTER FUNCTION pg_control_system() RENAME TO hidden_control_system");
            store(contracts, "acme", 6);
            assertThat(newestVersion(contracts))
                    .as("the primary refuses to tell its position")
                    .isEqualTo(7);
        } finally {
            other.close();
        }
    }

    @Test
    void aStandbyWhoseConnectionsAreAllReadingIsNotAway() {
        try (HikariDataSource small = standby.pool(PATIENCE)) {
            small.setMaximumPoolSize(1);
            Standby server = new Standby(() -> small);
            LogPosition position = server.readPosition(JdbcClient.create(pool));

            Optional<Optional<Integer>> read = server.readFrom(
                    position, () -> reading(server, () -> server.readFrom(position, () -> reading(server, () -> 1))));

            assertThat(read).as("the second read finds no connection").contains(Optional.empty());
            assertThat(server.isAway()).isFalse();
            assertThat(server.isTried()).as("others do not wait for one").isFalse();
        }
    }

    @Test
    void aReadWhileTheServiceStopsOpensNoConnections() {
        AtomicInteger pools = new AtomicInteger();
        Standby server = new Standby(() -> {
            pools.incrementAndGet();
            return standby.pool(PATIENCE);
        });
        LogPosition position = server.readPosition(JdbcClient.create(pool));
        server.close();

        assertThat(server.readFrom(position, () -> reading(server, () -> 1))).isEmpty();
        assertThat(pools).as("nothing would close them").hasValue(0);
    }

    private static <T> T reading(Standby server, Supplier<T> access) {
        try (Connection connection = server.getConnection()) {
            assertThat(connection.isClosed()).isFalse();
            return access.get();
        } catch (SQLException e) {
            throw new UncategorizedSQLException("reading", null, e);
        }
    }

    @Test
    @ExpectedErrors("overridden by rollback exception")
    void aServiceReadsListsBalancesAndExportsThereAndSaysWhileItCannot(CapturedOutput output) throws Exception {
        EditedTables.in(Files.createDirectory(folder.resolve("rules")));
        AccessToken token = AccessToken.generateToken();
        try (LocalService service = new LocalService(List.of(
                "--spring.datasource.url=" + primary.url(),
                "--entitlement.database.standby-url=" + standby.url(),
                "--entitlement.releases.memory=" + folder.resolve("memory"),
                "--entitlement.rules.directory=" + folder.resolve("rules"),
                "--entitlement.security.tokens[0].name=ana",
                "--entitlement.security.tokens[0].hash=" + token.hash(),
                "--entitlement.security.tokens[0].roles=contracts,usage"))) {
            service.put("/v1/customers/bolt/contract", SIGNED, token);
            Asker asker = new Asker(service, token);

            asker.awaitReadOnStandby("/v1/customers", "bolt", "customer >= ");
            asker.awaitReadOnStandby("/v1/contracts?format=csv", "bolt", "ended IS NULL");
            asker.awaitReadOnStandby("/v1/customers/bolt/usage", "entries", "FROM usage_entry");
            // Balances are read in one snapshot, after which the connection returns to its usual isolation.
            asker.awaitReadOnStandby(
                    "/v1/customers/bolt/allowances", "allowances", "SET SESSION CHARACTERISTICS AS TRANSACTION");
            assertThat(asker.ask(METRICS))
                    .contains("entitlement_database_standby_away 0.0")
                    .contains("hikaricp_connections_active{pool=\"standby-customer\"}")
                    .contains("hikaricp_connections_active{pool=\"standby-usage\"}");

            standby.ask("SELECT pg_wal_replay_pause()");
            service.put("/v1/customers/core/contract", SIGNED, token);
            assertThat(asker.ask("/v1/customers"))
                    .as("the standby does not have it")
                    .contains("core");
            assertThat(asker.ask(METRICS)).contains("entitlement_database_standby_away 1.0");
            standby.ask("SELECT pg_wal_replay_resume()");
            asker.awaitReadOnStandby("/v1/customers", "core", "customer >= ");

            standby.kill();
            assertThat(asker.ask("/v1/customers")).as("there is no standby").contains("core");
            assertThat(asker.ask("/v1/contracts?format=csv")).contains("core");
            assertThat(asker.ask(METRICS)).contains("entitlement_database_standby_away 1.0");
            assertThat(asker.ask("/actuator/health")).contains("\"status\":\"UP\"");
            assertThat(output.toString().lines())
                    .anyMatch(line -> line.matches(".*The standby server is not read, but the primary instead: .+"));
        }
    }

    /** Asks a service over HTTP. */
    private final class Asker {

        private final LocalService service;
        private final AccessToken token;

        Asker(LocalService service, AccessToken token) {
            this.service = service;
            this.token = token;
        }

        String ask(String path) {
            return service.getText(path, token);
        }

        /** Asks until an answer comes from the standby: on a busy machine it may not have all yet. */
        void awaitReadOnStandby(String path, String expected, String query) {
            await().untilAsserted(() -> {
                assertThat(ask(path)).contains(expected);
                assertThat(standby.ask("SELECT COUNT(*) FROM pg_stat_activity WHERE query LIKE '%" + query
                                + "%' AND pid <> pg_backend_pid()"))
                        .isNotEqualTo("0");
            });
        }
    }

    private static boolean isBehind(KillablePostgres leader, KillablePostgres follower) {
        return follower.ask(
                        "SELECT pg_last_wal_replay_lsn() < '" + leader.ask("SELECT pg_current_wal_flush_lsn()") + "'")
                .equals("t");
    }

    /** Balances are read with contracts, whose tables are others. */
    private void assertThatAStandbyThatEndsDuringAReadIsNoOutageOfThePrimary(CapturedOutput output) {
        Database reader = contracts.database();
        try (Contracts others = ContractStores.openStore(pool, Clock.systemUTC())) {
            assertThat(others.findVersions("acme")).hasSize(21);
            int found = reader.readAfterCommits(() -> reader.accessDatabase(() -> reader.inSnapshot(() -> {
                if (standby.isAlive()) {
                    standby.kill();
                }
                return others.findVersions("acme").size();
            })));

            assertThat(found).isEqualTo(21);
            assertThat(reader.isStandbyAway()).isTrue();
            assertThat(output).doesNotContain("cannot be reached");
        }
    }

    private void assertThatBalancesAreReadOnTheStandby() {
        GrantMap grants = new GrantMap();
        grants.put("acme", "UTC", "2020-01-01", GrantMap.hours("8", Per.YEAR, CarryOver.NONE, Limit.HARD));
        try (UsageLedger ledger = UsageLedgers.openLedger(pool, grants, Clock.systemUTC())) {
            ledger.database().useStandby(standby.url());
            for (int hours = 1; hours <= 8; hours++) {
                ledger.recordUsage(
                        "acme",
                        new UsageRequest(EntryKind.USE, null, GrantMap.SESSIONS, BigDecimal.ONE, null, null, ""),
                        "key " + hours,
                        "ada");
                assertThat(ledger.findBalances("acme", Clock.systemUTC().instant())
                                .orElseThrow()
                                .get(0)
                                .remaining())
                        .isEqualByComparingTo(BigDecimal.valueOf(8 - hours));
                assertThat(ledger.findEntriesAfter("acme", 0, 9)).hasSize(hours);
            }
            await().untilAsserted(() -> {
                assertThat(ledger.findEntriesAfter("acme", 0, 9)).hasSize(8);
                assertThat(standby.ask("SELECT COUNT(*) FROM pg_stat_activity WHERE query LIKE '%FROM usage_entry%'"
                                + " AND pid <> pg_backend_pid()"))
                        .isNotEqualTo("0");
            });
        }
    }
}
