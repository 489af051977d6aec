package support.entitlement.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.MovableClock;
import support.entitlement.Postgres;
import support.entitlement.allowance.LimitModel.Draw;
import support.entitlement.allowance.LimitModel.LimitSpec;
import support.entitlement.allowance.UsageEntry.EntryKind;
import support.entitlement.decision.Basis;
import support.entitlement.decision.allowance.AllowanceRules;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.CountingByChannel;
import support.entitlement.decision.allowance.Fee;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;

/**
 * Random histories with several limits, shared pools, weights and long carry-overs, in which the ledger answers each step as a plain
 * model does.
 */
class LimitHistoryTest {

    private static final int STEPS = 25;
    private static final LocalDate FIRST_DAY = LocalDate.parse("2024-11-10");
    private static final Instant FIRST = Instant.parse("2026-01-15T00:00:00Z");
    private static final String PORTAL = "Portal consulting";
    private static final String PHONE = "Phone consulting";
    private static final Fee FEE = Fee.parse("150 CHF");
    private static final List<String> CARRIED = List.of(
            "none",
            "without end",
            "until the term ends",
            "1 period",
            "2 periods",
            "3 periods within the term",
            "1 month",
            "20 days within the term");

    private static final String LANDLINE = "Landline";
    private static final List<String> CHANNELS = List.of("Chat", LANDLINE, "LANDLINE");

    /** The rules by which booked hours count. The rule of the phone depends on the channel. */
    private static final Map<String, CountingByChannel> COUNTS = Map.of(
            PORTAL,
            CountingByChannel.parse("1 per started quarter hour"),
            PHONE,
            CountingByChannel.parse("8 per hour; Landline: 16 per hour"));

    private final MovableClock clock = new MovableClock(FIRST.toString());
    private final Random random = new Random(7);
    private final GrantMap grants = new GrantMap();
    private String customer = "";
    private LimitModel model = new LimitModel(ZoneId.of("UTC"), List.of(FIRST_DAY));
    private List<LimitSpec> limits = List.of();
    private final LedgerCaller caller = new LedgerCaller();
    private int charged;
    private int takenBack;
    private int sumOfCharges;
    private @Nullable LimitSpec withFee;

    @ParameterizedTest
    @CsvSource({"H2, 24", "PostgreSQL, 6"})
    void everyHistoryIsTheModels(String kind, int histories) {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(kind.equals("H2") ? "jdbc:h2:mem:" + UUID.randomUUID() : Postgres.newDatabase());
            UsageLedger ledger = new UsageLedger(pool, grants, clock);
            for (int history = 0; history < histories; history++) {
                customer = "customer " + history;
                clock.advance(Duration.between(clock.instant(), FIRST));
                sign(history);
                for (int step = 0; step < STEPS; step++) {
                    clock.advance(Duration.ofMinutes(random.nextInt(3_000)));
                    step(ledger);
                }
            }
        }
        assertThat(caller.refused()).isGreaterThan(2 * histories);
        assertThat(caller.recorded()).isGreaterThan(6 * histories);
        assertThat(charged).isGreaterThan(histories / 2);
        assertThat(takenBack).isGreaterThan(histories / 12);
    }

    /** Signs one or two terms with one to three limits, each of which one or both issue types draw from. */
    private void sign(int history) {
        String zone = new String[] {"UTC", "Europe/Zurich", "Pacific/Apia"}[random.nextInt(3)];
        List<LocalDate> terms = new ArrayList<>(List.of(FIRST_DAY));
        if (random.nextBoolean()) {
            terms.add(FIRST_DAY.plusDays(300 + random.nextInt(400)));
        }
        model = new LimitModel(ZoneId.of(zone), terms);
        limits = new ArrayList<>();
        withFee = null;
        sumOfCharges = 0;
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            Set<String> drawing = random.nextInt(3) == 0 ? Set.of(PORTAL) : Set.of(PORTAL, PHONE);
            Per per = i == 0 ? Per.values()[history % Per.values().length] : Per.values()[random.nextInt(5)];
            Limit limit = random.nextInt(3) == 0 ? Limit.SOFT : Limit.HARD;
            boolean fee = limit == Limit.SOFT && withFee == null;
            LimitSpec spec = new LimitSpec(
                    "limit " + i,
                    per,
                    random.nextInt(per == Per.CALENDAR_MONTH ? 6 : 20),
                    fee ? CarryOver.NONE : CarryOver.parse(CARRIED.get(random.nextInt(CARRIED.size()))),
                    limit,
                    drawing);
            withFee = fee ? spec : withFee;
            limits.add(spec);
        }
        Grant[] granted = limits.stream()
                .flatMap(limit -> limit.issueTypes().stream().map(issueType -> grant(issueType, limit)))
                .toArray(Grant[]::new);
        terms.forEach(term -> grants.put(customer, zone, term.toString(), granted));
    }

    private Grant grant(String issueType, LimitSpec limit) {
        return new Grant(
                issueType,
                new BigDecimal(limit.amount()),
                "credits",
                limit.per(),
                limit.carryOver(),
                limit.limit(),
                new AllowanceRules(
                        limit.name(),
                        "pool of " + limit.name(),
                        COUNTS.get(issueType),
                        null,
                        limit.equals(withFee) ? FEE : null),
                List.copyOf(limit.issueTypes()),
                Basis.PUBLISHED,
                null);
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

    private List<LimitSpec> limitsOf(String issueType) {
        return limits.stream()
                .filter(limit -> limit.issueTypes().contains(issueType))
                .toList();
    }

    private boolean fits(String issueType, Instant at, int more) {
        return limitsOf(issueType).stream()
                .allMatch(limit -> limit.limit() == Limit.SOFT || more <= model.left(limit, at, clock.instant()));
    }

    /** Returns what hours count for, by a model of its own. */
    private static int count(String issueType, String channel, BigDecimal hours) {
        double credits = issueType.equals(PORTAL)
                ? Math.ceil(hours.doubleValue() * 4)
                : hours.doubleValue() * (LANDLINE.equalsIgnoreCase(channel) ? 16 : 8);
        assertThat(credits).isEqualTo(Math.rint(credits));
        return (int) credits;
    }

    /** Returns an amount that counts whole units. */
    private BigDecimal hours(String issueType) {
        return issueType.equals(PORTAL)
                ? BigDecimal.valueOf(1 + random.nextInt(12), 1)
                : BigDecimal.valueOf(125L * (1 + random.nextInt(4)), 3);
    }

    private void draw(UsageLedger ledger) {
        String issueType = random.nextBoolean() || limitsOf(PHONE).isEmpty() ? PORTAL : PHONE;
        Instant at = clock.instant().plus(Duration.ofHours(random.nextInt(12_000) - 9_000));
        Instant expires =
                random.nextInt(3) == 0 ? clock.instant().plus(Duration.ofHours(1 + random.nextInt(300))) : null;
        BigDecimal hours = hours(issueType);
        String channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
        int units = count(issueType, channel, hours);
        boolean fits = fits(issueType, at, units);
        UsageEntry entry = record(
                ledger,
                new UsageRequest(
                        expires == null ? EntryKind.USE : EntryKind.RESERVE,
                        null,
                        issueType,
                        hours,
                        at,
                        expires,
                        "",
                        channel));
        assertThat(entry != null).as("%s %s", limits, model).isEqualTo(fits);
        if (entry != null) {
            model.add(new Draw(entry.id(), issueType, channel, at, units, expires));
        }
        assertAnswer(ledger, entry, issueType, at);
    }

    private void correct(UsageLedger ledger, Draw use) {
        BigDecimal hours = hours(use.issueType);
        int more = count(use.issueType, use.channel, hours) - use.units;
        boolean fits = more <= 0 || fits(use.issueType, use.at, more);
        UsageEntry entry = record(ledger, new UsageRequest(EntryKind.CORRECTION, use.id, null, hours, null, null, ""));
        assertThat(entry != null).as("%s %s", limits, model).isEqualTo(fits);
        if (entry != null) {
            use.units += more;
        }
        assertAnswer(ledger, entry, use.issueType, use.at);
    }

    private void settle(UsageLedger ledger, Draw reservation) {
        boolean commit = random.nextBoolean();
        boolean alive = reservation.isAlive(clock.instant());
        UsageEntry entry = record(
                ledger,
                new UsageRequest(
                        commit ? EntryKind.COMMIT : EntryKind.RELEASE, reservation.id, null, null, null, null, ""));
        assertThat(entry != null).isEqualTo(alive);
        if (entry != null) {
            reservation.expires = Instant.EPOCH;
            if (commit) {
                model.add(new Draw(
                        entry.id(),
                        reservation.issueType,
                        reservation.channel,
                        reservation.at,
                        reservation.units,
                        null));
            }
        }
        assertAnswer(ledger, entry, reservation.issueType, reservation.at);
    }

    private @Nullable UsageEntry record(UsageLedger ledger, UsageRequest request) {
        return caller.record(ledger, customer, request);
    }

    private void assertAnswer(UsageLedger ledger, @Nullable UsageEntry entry, String issueType, Instant at) {
        List<Integer> left = limitsOf(issueType).stream()
                .map(limit -> model.left(limit, at, clock.instant()))
                .toList();
        List<Integer> over = limitsOf(issueType).stream()
                .map(limit -> model.over(limit, at, clock.instant()))
                .toList();
        List<AllowanceBalance> balances = ledger.findBalances(customer, issueType, at);
        assertThat(balances.stream().map(balance -> balance.remaining().intValueExact()))
                .as("%s %s%nat %s", limits, model, at)
                .isEqualTo(left);
        assertThat(balances.stream().map(balance -> balance.overage().intValueExact()))
                .as("%s %s%nat %s", limits, model, at)
                .isEqualTo(over);
        if (entry != null) {
            assertEntry(entry, issueType, at, left, over);
        }
    }

    private void assertEntry(UsageEntry entry, String issueType, Instant at, List<Integer> left, List<Integer> over) {
        assertThat(entry.remaining().intValueExact())
                .as("%s %s%nat %s", limits, model, at)
                .isEqualTo(left.stream().min(Integer::compare).orElseThrow());
        assertThat(entry.overuse().over().intValueExact())
                .as("%s %s%nat %s", limits, model, at)
                .isEqualTo(over.stream().max(Integer::compare).orElseThrow());
        assertCharges(entry);
    }

    /** What all entries are charged for is what is used beyond the limit with a fee, in all periods together. */
    private void assertCharges(UsageEntry entry) {
        int charge = entry.overuse().chargeable().intValueExact();
        charged += charge == 0 ? 0 : 1;
        takenBack += charge < 0 ? 1 : 0;
        sumOfCharges += charge;
        assertThat(sumOfCharges)
                .as("%s %s%nafter %s", limits, model, entry)
                .isEqualTo(withFee == null ? 0 : model.overInAll(withFee, clock.instant()));
        assertThat(entry.overuse().fee()).isEqualTo(charge == 0 ? null : FEE);
    }
}
