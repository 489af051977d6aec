package support.entitlement.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.Per;

/** Periods begin and end at the first instants of days. */
class AllowancePeriodTest {

    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"),
            ZoneId.of("Europe/Zurich"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("America/Sao_Paulo"),
            ZoneId.of("Asia/Kathmandu"));

    @ParameterizedTest
    @CsvSource({
        "2026-03-31, CALENDAR_MONTH, 2026-03-01, 2026-04-01",
        "2026-03-31, QUARTER, 2026-01-01, 2026-04-01",
        "2026-12-31, QUARTER, 2026-10-01, 2027-01-01",
        "2026-03-31, YEAR, 2026-01-01, 2027-01-01",
        "2026-03-31, CONTRACT_YEAR, 2026-02-28, 2027-02-28",
        "2026-02-27, CONTRACT_YEAR, 2025-02-28, 2026-02-28",
        "2028-02-28, CONTRACT_YEAR, 2027-02-28, 2028-02-29",
        "2028-02-29, CONTRACT_YEAR, 2028-02-29, 2029-02-28",
        "2026-03-31, TERM, 2024-02-29, 2027-03-01"
    })
    void aDayIsInThePeriodOfAContractThatBeganOnALeapDay(LocalDate day, Per per, LocalDate from, LocalDate until) {
        AllowancePeriod period =
                AllowancePeriod.containing(day, per, LocalDate.parse("2024-02-29"), LocalDate.parse("2027-02-28"));

        assertThat(List.of(period.from(), period.until())).containsExactly(from, until);
    }

    @Test
    void aTermWithoutAnEndIsOnePeriod() {
        AllowancePeriod period = AllowancePeriod.containing(
                LocalDate.parse("2050-01-01"), Per.TERM, LocalDate.parse("2024-02-29"), null);

        assertThat(period.endIn(ZONES.get(0))).isEqualTo(Instant.MAX);
        assertThat(period.previous()).isNull();
        assertThat(period.next()).isNull();
    }

    @ParameterizedTest
    @EnumSource(value = Per.class, mode = Mode.EXCLUDE, names = "TERM")
    void periodsFollowEachOtherWithoutAGapAndHoldTheirDays(Per per) {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            LocalDate anchor = LocalDate.ofEpochDay(random.nextInt(40_000));
            LocalDate day = i % 3 == 0
                    ? LocalDate.of(2000 + 4 * (i % 20), 2, 28 + i % 2)
                    : anchor.plusDays(random.nextInt(8_000) - 4_000);
            AllowancePeriod period =
                    AllowancePeriod.containing(day, per, i % 2 == 0 ? anchor : LocalDate.of(2024, 2, 29), null);

            assertThat(day).isAfterOrEqualTo(period.from()).isBefore(period.until());
            assertThat(period.next().from()).isEqualTo(period.until());
            assertThat(period.previous().until()).isEqualTo(period.from());
            assertThat(period.next().previous()).isEqualTo(period);
            assertThat(AllowancePeriod.containing(period.until().minusDays(1), per, period.anchor(), null))
                    .isEqualTo(period);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Per.class, mode = Mode.EXCLUDE, names = "TERM")
    void inEveryZoneEachInstantIsInOnePeriodAndCarryOverEndsWithinIt(Per per) {
        Random random = new Random(8);
        for (int i = 0; i < 20_000; i++) {
            ZoneId zone = ZONES.get(i % ZONES.size());
            Instant instant = Instant.ofEpochSecond(random.nextInt());
            AllowancePeriod period = AllowancePeriod.containing(
                    instant.atZone(zone).toLocalDate(), per, LocalDate.ofEpochDay(random.nextInt(20_000)), null);
            CarryOver carryOver = new CarryOver(Period.of(0, random.nextInt(15), random.nextInt(400)));

            assertThat(instant).isAfterOrEqualTo(period.startIn(zone)).isBefore(period.endIn(zone));
            assertThat(period.next().startIn(zone)).isEqualTo(period.endIn(zone));
            assertThat(period.carryOverEndIn(carryOver, zone)).isBetween(period.startIn(zone), period.endIn(zone));
        }
    }

    @Test
    void whatIsCarriedOverIsLostWhereTheTimeIsUp() {
        AllowancePeriod period = AllowancePeriod.containing(
                LocalDate.parse("2026-05-05"), Per.YEAR, LocalDate.parse("2024-01-01"), null);
        ZoneId zurich = ZoneId.of("Europe/Zurich");

        assertThat(period.carryOverEndIn(new CarryOver(Period.ofMonths(3)), zurich))
                .isEqualTo("2026-03-31T22:00:00Z");
        assertThat(period.carryOverEndIn(new CarryOver(Period.ofDays(14)), zurich))
                .isEqualTo("2026-01-14T23:00:00Z");
        assertThat(period.carryOverEndIn(CarryOver.NONE, zurich)).isEqualTo(period.startIn(zurich));
    }
}
