package support.entitlement.allowance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.KillablePostgres;
import support.entitlement.MovableClock;
import support.entitlement.ServiceProcess;
import support.entitlement.TestThatWaits;
import support.entitlement.Waiting;
import support.entitlement.allowance.UsageEntry.EntryKind;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.security.AccessToken;
import tools.jackson.databind.JsonNode;

/** The ledger keeps a reservation if its PostgreSQL, or the service with its H2, is killed before the commit. */
class UsageCrashTest {

    @TempDir
    private Path folder;

    @TestThatWaits
    void aReservationOutlivesTheDatabaseAndIsCommittedOnceHoweverOftenThatIsTried() {
        MovableClock clock = new MovableClock("2026-03-06T08:00:00Z");
        GrantMap grants = new GrantMap().put("acme", "UTC", "2024-02-29", UsageLedgerTest.YEARLY);
        try (KillablePostgres postgres = new KillablePostgres(folder.resolve("postgres"));
                HikariDataSource pool = postgres.pool(Waiting.MAX_WAIT);
                HikariDataSource impatient = postgres.pool(Duration.ofSeconds(1))) {
            UsageLedger ledger = new UsageLedger(pool, grants, clock);
            UsageRequest reserve = new UsageRequest(
                    EntryKind.RESERVE,
                    null,
                    GrantMap.SESSIONS,
                    new BigDecimal(8),
                    null,
                    clock.instant().plus(Duration.ofDays(1)),
                    "");
            UsageEntry reserved = ledger.recordUsage("acme", reserve, "reserve", "ada");
            UsageRequest commit = new UsageRequest(EntryKind.COMMIT, reserved.id(), null, null, null, null, "");

            postgres.kill();
            assertThatThrownBy(() ->
                            new UsageLedger(impatient, grants, clock).recordUsage("acme", commit, "commit", "ada"))
                    .isInstanceOf(DatabaseUnavailableException.class);
            postgres.restart();
            await().ignoreException(DatabaseUnavailableException.class)
                    .until(() -> ledger.recordUsage("acme", reserve, "reserve", "ada")
                            .equals(reserved));
            UsageEntry committed = ledger.recordUsage("acme", commit, "commit", "ada");
            postgres.kill();
            postgres.restart();

            await().ignoreException(DatabaseUnavailableException.class)
                    .until(() ->
                            ledger.recordUsage("acme", commit, "commit", "ada").equals(committed));
            assertThat(ledger.findEntriesAfter("acme", 0, 10)).containsExactly(reserved, committed);
            assertThat(ledger.findBalances("acme", clock.instant())
                            .orElseThrow()
                            .get(0)
                            .remaining())
                    .isEqualByComparingTo("0");
        }
    }

    @TestThatWaits
    void onH2AReservationAndACommitOutliveTheServiceToo() throws Exception {
        AccessToken token = AccessToken.generateToken();
        List<String> arguments = List.of(
                "--entitlement.rules.directory=" + Path.of("rules").toAbsolutePath(),
                "--entitlement.releases.memory=" + folder.resolve("memory"),
                "--entitlement.security.tokens[0].name=ula",
                "--entitlement.security.tokens[0].hash=" + token.hash(),
                "--entitlement.security.tokens[0].roles=usage,contracts");
        long open;
        long reserved;
        JsonNode committed;
        try (ServiceProcess service = ServiceProcess.start(folder, arguments)) {
            service.post(
                    "/v1/contracts",
                    "application/x-ndjson",
                    "{\"customer\": \"acme\", \"plan\": \"Enterprise Advanced\", \"validFrom\": \"2024-02-29\"}",
                    token);
            open = reserve(service, "open", token);
            reserved = reserve(service, "reserve", token);
            committed = usage(service, "/" + reserved + "/commit", "{}", "commit", token);
            assertThat(committed.get("kind").stringValue()).isEqualTo("commit");
            service.kill();
        }
        try (ServiceProcess service = ServiceProcess.start(folder, arguments)) {
            assertThat(usage(service, "/" + reserved + "/commit", "{}", "commit", token))
                    .isEqualTo(committed);
            assertThat(usage(service, "/" + open + "/commit", "{}", "other", token)
                            .get("kind")
                            .stringValue())
                    .isEqualTo("commit");
            assertThat(service.get("/v1/customers/acme/usage", token)
                            .get("entries")
                            .size())
                    .isEqualTo(4);
        }
    }

    private static long reserve(ServiceProcess service, String key, AccessToken token) {
        String body = "{\"issueType\": \"Enablement sessions\", \"amount\": 4, \"reservedUntil\": \""
                + Instant.now().plus(Duration.ofDays(1)) + "\"}";
        return usage(service, "", body, key, token).get("id").longValue();
    }

    private static JsonNode usage(ServiceProcess service, String path, String body, String key, AccessToken token) {
        return service.post("/v1/customers/acme/usage" + path, "application/json", body, token, "Idempotency-Key", key);
    }
}
