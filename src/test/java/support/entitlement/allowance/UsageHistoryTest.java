package support.entitlement.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.MovableClock;
import support.entitlement.Postgres;
import support.entitlement.allowance.UsageEntry.EntryKind;
import support.entitlement.allowance.UsageModel.Draw;
import support.entitlement.allowance.UsageModel.Version;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;

/** Random histories, in which the ledger answers each step, and each repetition of it, as a plain model does. */
class UsageHistoryTest {

    private static final int HISTORIES = 40;
    private static final int STEPS = 40;
    private static final LocalDate FIRST_DAY = LocalDate.parse("2024-02-29");
    private static final CarryOver[] CARRIED = {
        CarryOver.NONE, new CarryOver(Period.ofMonths(3)), new CarryOver(Period.ofDays(20))
    };
    private static final Instant FIRST = Instant.parse("2026-01-15T00:00:00Z");

    private final MovableClock clock = new MovableClock(FIRST.toString());
    private final Random random = new Random(11);
    private final GrantMap grants = new GrantMap();
    private String customer = "";
    private UsageModel model = signed(Per.YEAR);
    private final LedgerCaller caller = new LedgerCaller();

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void everyHistoryIsTheModels(String kind) {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(kind.equals("H2") ? "jdbc:h2:mem:" + UUID.randomUUID() : Postgres.newDatabase());
            UsageLedger ledger = new UsageLedger(pool, grants, clock);
            for (int history = 0; history < HISTORIES; history++) {
                customer = "customer " + history;
                clock.advance(Duration.between(
                        clock.instant(),
                        FIRST)); // The clock goes back, since nothing is recorded for this customer yet.
                model = signed(Per.values()[history % Per.values().length]);
                for (int step = 0; step < STEPS; step++) {
                    clock.advance(Duration.ofMinutes(random.nextInt(3_000)));
                    step(ledger);
                }
            }
        }
        assertThat(caller.refused()).isGreaterThan(200);
        assertThat(caller.recorded()).isGreaterThan(300);
    }

    /** Creates contracts that follow each other on any day, with larger or smaller grants and longer or shorter carry-overs. */
    private UsageModel signed(Per per) {
        String zone = new String[] {"UTC", "Europe/Zurich", "Pacific/Apia"}[random.nextInt(3)];
        List<Version> versions = new ArrayList<>();
        LocalDate from = FIRST_DAY;
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            Version version = new Version(
                    from,
                    10 * random.nextInt(20),
                    CARRIED[random.nextInt(CARRIED.length)],
                    random.nextInt(4) == 0 ? Limit.SOFT : Limit.HARD);
            versions.add(version);
            String amount = hours(version.tenths()).toPlainString();
            grants.put(
                    customer, zone, from.toString(), GrantMap.hours(amount, per, version.carryOver(), version.limit()));
            from = from.plusDays(200 + random.nextInt(400));
        }
        return new UsageModel(ZoneId.of(zone), per, versions);
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
        Instant at = clock.instant().plus(Duration.ofHours(random.nextInt(20_000) - 15_000));
        Instant expires = random.nextBoolean() ? clock.instant().plus(Duration.ofHours(1 + random.nextInt(300))) : null;
        long tenths = 1 + random.nextInt(40);
        long left = model.left(at, clock.instant());
        UsageEntry entry = record(
                ledger,
                new UsageRequest(
                        expires == null ? EntryKind.USE : EntryKind.RESERVE,
                        null,
                        GrantMap.SESSIONS,
                        hours(tenths),
                        at,
                        expires,
                        ""));
        assertThat(entry != null).as("%s", model).isEqualTo(tenths <= left || model.isSoft(at));
        if (entry != null) {
            model.add(new Draw(entry.id(), at, tenths, expires));
        }
        assertLeft(ledger, entry, at);
    }

    private void correct(UsageLedger ledger, Draw use) {
        long tenths = random.nextInt(60);
        long left = model.left(use.at, clock.instant());
        boolean fits = tenths <= use.tenths || tenths - use.tenths <= left || model.isSoft(use.at);
        UsageEntry entry = record(ledger, about(EntryKind.CORRECTION, use, hours(tenths)));
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
        UsageEntry entry = record(
                ledger,
                about(commit ? EntryKind.COMMIT : EntryKind.RELEASE, reservation, commit ? hours(tenths) : null));
        assertThat(entry != null).isEqualTo(fits);
        if (entry != null) {
            reservation.expires = Instant.EPOCH; // The reservation no longer counts, as if it had expired.
            if (commit) {
                model.add(new Draw(entry.id(), reservation.at, tenths, null));
            }
        }
        assertLeft(ledger, entry, reservation.at);
    }

    private static UsageRequest about(EntryKind kind, Draw of, @Nullable BigDecimal amount) {
        return new UsageRequest(kind, of.id, null, amount, null, null, "");
    }

    private @Nullable UsageEntry record(UsageLedger ledger, UsageRequest request) {
        return caller.record(ledger, customer, request);
    }

    private void assertLeft(UsageLedger ledger, @Nullable UsageEntry entry, Instant at) {
        BigDecimal left = hours(model.left(at, clock.instant()));
        assertThat(ledger.findBalances(customer, at).orElseThrow().get(0).remaining())
                .as("%s%nat %s", model, at)
                .isEqualByComparingTo(left);
        if (entry != null) {
            assertThat(entry.remaining()).as("%s%nat %s", model, at).isEqualByComparingTo(left);
        }
    }

    private static BigDecimal hours(long tenths) {
        return BigDecimal.valueOf(tenths, 1);
    }
}
