package support.entitlement.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.KillablePostgres;
import support.entitlement.MovableClock;
import support.entitlement.customer.UsageEntry.Kind;
import support.entitlement.database.DatabaseUnavailableException;

/** What the ledger still has after its PostgreSQL was killed between a reservation and its commit. */
class UsageCrashTest {

    @TempDir
    private Path folder;

    @Test
    void aReservationOutlivesTheDatabaseAndIsCommittedOnceHoweverOftenThatIsTried() {
        MovableClock clock = new MovableClock("2026-03-06T08:00:00Z");
        GrantMap grants = new GrantMap().put("acme", "UTC", "2024-02-29", UsageLedgerTest.YEARLY);
        try (KillablePostgres postgres = new KillablePostgres(folder.resolve("postgres"));
                HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(postgres.url());
            pool.setConnectionTimeout(1_000);
            UsageLedger ledger = new UsageLedger(new UsageDatabase(pool), grants, clock);
            UsageRequest reserve = new UsageRequest(
                    Kind.RESERVE,
                    null,
                    GrantMap.SESSIONS,
                    new BigDecimal(8),
                    null,
                    clock.instant().plus(Duration.ofDays(1)),
                    "");
            UsageEntry reserved = ledger.record("acme", reserve, "reserve", "ada");
            UsageRequest commit = new UsageRequest(Kind.COMMIT, reserved.id(), null, null, null, null, "");

            postgres.kill();
            assertThatThrownBy(() -> ledger.record("acme", commit, "commit", "ada"))
                    .isInstanceOf(DatabaseUnavailableException.class);
            postgres.restart();
            await().atMost(Duration.ofSeconds(30))
                    .ignoreException(DatabaseUnavailableException.class)
                    .until(() ->
                            ledger.record("acme", reserve, "reserve", "ada").equals(reserved));
            UsageEntry committed = ledger.record("acme", commit, "commit", "ada");
            postgres.kill();
            postgres.restart();

            await().atMost(Duration.ofSeconds(30))
                    .ignoreException(DatabaseUnavailableException.class)
                    .until(() -> ledger.record("acme", commit, "commit", "ada").equals(committed));
            assertThat(ledger.after("acme", 0, 10)).containsExactly(reserved, committed);
            assertThat(ledger.balances("acme", clock.instant())
                            .orElseThrow()
                            .get(0)
                            .left())
                    .isEqualByComparingTo("0");
        }
    }
}
