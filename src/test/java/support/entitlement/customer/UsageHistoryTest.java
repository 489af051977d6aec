package support.entitlement.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.MovableClock;
import support.entitlement.Postgres;
import support.entitlement.customer.UsageEntry.Kind;
import support.entitlement.customer.UsageModel.Draw;
import support.entitlement.decision.CarryOver;
import support.entitlement.decision.Limit;
import support.entitlement.decision.Per;

/** Random histories, each step of which must be answered as a plain model answers it, and again when it is sent again. */
class UsageHistoryTest {

    private static final int HISTORIES = 20;
    private static final int STEPS = 60;
    private static final Instant FIRST = Instant.parse("2026-01-15T00:00:00Z");

    private final MovableClock clock = new MovableClock(FIRST.toString());
    private final Random random = new Random(11);
    private final GrantMap grants = new GrantMap();
    private String customer = "";
    private UsageModel model = new UsageModel(ZoneId.of("UTC"), LocalDate.EPOCH, 0);
    private int refused;
    private int recorded;

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void everyHistoryIsTheModels(String kind) {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(kind.equals("H2") ? "jdbc:h2:mem:" + UUID.randomUUID() : Postgres.newDatabase());
            UsageLedger ledger = new UsageLedger(new UsageDatabase(pool), grants, clock);
            for (int history = 0; history < HISTORIES; history++) {
                String zone = new String[] {"UTC", "Europe/Zurich", "Pacific/Apia"}[history % 3];
                String from = history % 2 == 0 ? "2024-02-29" : "2025-07-01";
                customer = "customer " + history;
                grants.put(customer, zone, from, GrantMap.hours("8", Per.CONTRACT_YEAR, CarryOver.NONE, Limit.HARD));
                model = new UsageModel(ZoneId.of(zone), LocalDate.parse(from), 80);
                for (int step = 0; step < STEPS; step++) {
                    clock.advance(Duration.ofMinutes(random.nextInt(3_000)));
                    step(ledger);
                }
            }
        }
        assertThat(refused).isGreaterThan(100);
        assertThat(recorded).isGreaterThan(300);
    }

    private void step(UsageLedger ledger) {
        Draw of = random.nextInt(3) == 0 ? model.any(random.nextInt(1_000)) : null;
        if (of == null) {
            draw(ledger);
        } else if (of.expires == null) {
            correct(ledger, of);
        } else {
            settle(ledger, of);
        }
    }

    private void draw(UsageLedger ledger) {
        Instant at = clock.instant().plus(Duration.ofHours(random.nextInt(10_000) - 3_000));
        at = at.isBefore(Instant.parse("2025-07-02T12:00:00Z")) ? Instant.parse("2025-07-02T12:00:00Z") : at;
        Instant expires = random.nextBoolean() ? clock.instant().plus(Duration.ofHours(1 + random.nextInt(300))) : null;
        long tenths = 1 + random.nextInt(40);
        long left = model.left(at, clock.instant());
        UsageEntry entry = record(
                ledger,
                new UsageRequest(
                        expires == null ? Kind.USE : Kind.RESERVE,
                        null,
                        GrantMap.SESSIONS,
                        hours(tenths),
                        at,
                        expires,
                        ""));
        assertThat(entry != null).isEqualTo(tenths <= left);
        if (entry != null) {
            model.add(new Draw(entry.id(), at, tenths, expires));
        }
        assertLeft(ledger, entry, at);
    }

    private void correct(UsageLedger ledger, Draw use) {
        long tenths = random.nextInt(60);
        boolean fits = tenths - use.tenths <= Math.max(0, model.left(use.at, clock.instant()));
        UsageEntry entry = record(ledger, about(Kind.CORRECTION, use, hours(tenths)));
        assertThat(entry != null).isEqualTo(fits);
        if (entry != null) {
            use.tenths = tenths;
        }
        assertLeft(ledger, entry, use.at);
    }

    /** A commit is a use of its own in the model, which replaces the reservation. */
    private void settle(UsageLedger ledger, Draw reservation) {
        boolean commit = random.nextBoolean();
        long tenths = commit ? 1 + random.nextInt(40) : 0;
        boolean fits = reservation.isAlive(clock.instant()) && tenths <= reservation.tenths;
        UsageEntry entry =
                record(ledger, about(commit ? Kind.COMMIT : Kind.RELEASE, reservation, commit ? hours(tenths) : null));
        assertThat(entry != null).isEqualTo(fits);
        if (entry != null) {
            reservation.expires = Instant.EPOCH; // No more in force, as if it had expired.
            if (commit) {
                model.add(new Draw(entry.id(), reservation.at, tenths, null));
            }
        }
        assertLeft(ledger, entry, reservation.at);
    }

    private static UsageRequest about(Kind kind, Draw of, @Nullable BigDecimal amount) {
        return new UsageRequest(kind, of.id, null, amount, null, null, "");
    }

    private @Nullable UsageEntry record(UsageLedger ledger, UsageRequest request) {
        String key = UUID.randomUUID().toString();
        try {
            UsageEntry entry = ledger.record(customer, request, key, "ada");
            recorded++;
            assertThat(ledger.record(customer, request, key, "bob")).isEqualTo(entry);
            return entry;
        } catch (UsageRefusedException e) {
            refused++;
            return null;
        }
    }

    private void assertLeft(UsageLedger ledger, @Nullable UsageEntry entry, Instant at) {
        BigDecimal left = hours(model.left(at, clock.instant()));
        assertThat(left.signum()).isNotNegative();
        assertThat(ledger.balances(customer, at).orElseThrow().get(0).left()).isEqualByComparingTo(left);
        if (entry != null) {
            assertThat(entry.left()).isEqualByComparingTo(left);
        }
    }

    private static BigDecimal hours(long tenths) {
        return BigDecimal.valueOf(tenths, 1);
    }
}
