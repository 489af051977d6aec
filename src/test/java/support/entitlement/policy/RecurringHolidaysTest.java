package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.calendar.Calendar;
import support.entitlement.calendar.UnknownHolidaysException;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.sla.MinuteOracle;
import support.entitlement.table.problem.Severity;

/** Tests holidays that recur, with the worked example: tables under {@code holidays}. */
class RecurringHolidaysTest {

    private static final WorkedExample EXAMPLE = new WorkedExample("holidays");
    private static final Calendar BOSTON = EXAMPLE.policy().calendars().get("Boston office");

    @TempDir
    private Path directory;

    @Test
    void theExampleHasNothingToMendAndItsScenariosReachEveryRow() {
        assertThat(EXAMPLE.requireSoundScenarios().all()).hasSize(9);
    }

    /** The oracle counts minutes over the holidays of Boston, which it finds day by day. */
    @Test
    void openTimeIsThatOfACountOfMinutesInEveryCentury() {
        Map<DayOfWeek, List<int[]>> week = new EnumMap<>(DayOfWeek.class);
        Arrays.stream(DayOfWeek.values()).limit(5).forEach(day -> week.put(day, List.of(new int[] {540, 1020})));
        Random random = new Random(4);
        for (int i = 0; i < 40; i++) {
            LocalDate near = LocalDate.of(1901 + random.nextInt(498), 1 + random.nextInt(12), 1);
            Map<LocalDate, List<int[]>> closed = new HashMap<>();
            near.minusDays(10)
                    .datesUntil(near.plusDays(80))
                    .filter(RecurringHolidaysTest::isHoliday)
                    .forEach(date -> closed.put(date, List.of()));
            MinuteOracle oracle = new MinuteOracle(ZoneId.of("America/New_York"), week, closed);
            Instant from = near.atStartOfDay(ZoneId.of("America/New_York")).toInstant();
            Instant to = from.plus(Duration.ofMinutes(random.nextInt(40 * 1440)));

            assertThat(BOSTON.openBetween(from, to))
                    .as("%s to %s", from, to)
                    .isEqualTo(Duration.ofMinutes(oracle.openMinutes(from, to)));
            assertThat(BOSTON.dueAt(from, Duration.ofHours(20))).isEqualTo(oracle.due(from, 1200, Set.of()));
        }
    }

    private static boolean isHoliday(LocalDate date) {
        return date.getMonthValue() == 1 && date.getDayOfMonth() == 1
                || date.getMonthValue() == 12
                        && date.getDayOfMonth() == 25
                        && date.getYear() >= 2026
                        && date.getYear() <= 2030
                || date.getMonthValue() == 7
                        && (date.getDayOfMonth() == 4
                                || date.getDayOfMonth() == 3 && date.getDayOfWeek() == DayOfWeek.FRIDAY
                                || date.getDayOfMonth() == 5 && date.getDayOfWeek() == DayOfWeek.MONDAY)
                || date.getMonthValue() == 5 && date.getDayOfWeek() == DayOfWeek.MONDAY && date.getDayOfMonth() > 24
                || date.getMonthValue() == 11
                        && date.getDayOfWeek() == DayOfWeek.THURSDAY
                        && date.getDayOfMonth() > 21
                        && date.getDayOfMonth() < 29
                || date.getDayOfWeek() == DayOfWeek.FRIDAY && isBeforeEaster(date);
    }

    private static boolean isBeforeEaster(LocalDate friday) {
        int year = friday.getYear();
        int century = year / 100;
        int m = (15 + century - century / 4 - (8 * century + 13) / 25) % 30;
        int d = (19 * (year % 19) + m) % 30;
        LocalDate moon = LocalDate.of(year, 3, 21).plusDays(d - (d == 29 || d == 28 && year % 19 > 10 ? 1 : 0));
        LocalDate sunday = friday.plusDays(2);
        return sunday.isAfter(moon) && !sunday.isAfter(moon.plusDays(7));
    }

    @Test
    void outsideOfTheYearsThatAreComputedNothingIsAnsweredInSilence() {
        assertThatThrownBy(() -> BOSTON.isOpenAt(Instant.parse("1899-03-01T12:00:00Z")))
                .isInstanceOf(UnknownHolidaysException.class)
                .hasMessageContaining("1900-01-05");
        assertThatThrownBy(() -> BOSTON.dueAt(Instant.parse("2399-12-30T12:00:00Z"), Duration.ofHours(40)))
                .isInstanceOf(UnknownHolidaysException.class);
        assertThatThrownBy(() -> BOSTON.dates().ofYear(2401)).isInstanceOf(UnknownHolidaysException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "DE-BY,           | DE-BX,              | unknown-region holidays.csv!B8",
                "DE-BY,           | Xmas,               | unknown-region holidays.csv!B8",
                "DE-BY,           | no,                 | unknown-region holidays.csv!B8",
                "DE-BY,           | Na,                 | unknown-region holidays.csv!B8",
                "DE-BY,           | NA,                 | ``",
                "DE-BY,           | AQ,                 | unknown-region holidays.csv!B8",
                "24 December      | 24 Decembre         | bad-date holidays.csv!C9",
                "24 December      | DE-BY               | bad-date holidays.csv!C9",
                "1 January        | 30 February         | bad-date holidays.csv!B11",
                "last Monday      | sixth Monday        | bad-date holidays.csv!B13",
                "1 January,       | 25 December,        | ``",
                "2026-12-28,,     | 24 December,,       | bad-hours holidays.csv!B10",
                "until 2030       | until 2020          | bad-date holidays.csv!B15",
                "1 January,,,,    | 24 December,,,,x\\nBoston office,,24 December,09:00,12:00, | bad-hours holidays.csv!D12",
                "1 January,,,,    | ,24 December until 2030,09:00,12:00,x\\nBoston office,24 December,,,, | bad-hours holidays.csv!B12",
                "1 January,,,,    | ,24 December,09:00,12:00,x\\nBoston office,,24 December from 2030,11:00,13:00, | bad-hours holidays.csv!D12",
                "1 January,,,,    | ,24 December,09:00,12:00,x\\nBoston office,24 December until 2030,,,, | ``"
            })
    void aMistakeIsReportedAtItsCell(String right, String wrong, String problem) throws IOException {
        assertThat(changed(right, wrong.replace("\\n", "\n")).problems().stream()
                        .filter(each -> each.severity() == Severity.ERROR)
                        .map(each -> each.code() + " " + each.place()))
                .containsExactlyElementsOf(problem.isEmpty() ? List.of() : List.of(problem));
    }

    @Test
    void anUnknownRegionIsRefusedWithTheNearest() throws IOException {
        assertThat(changed("DE-BY,", "DE-BYY,").problems().get(0).remedy()).contains("“DE-BY”");
    }

    /** Easter Monday is 1 April in 2002 and 2013, and 16 others of the five centuries. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Boston office,,1 April,09:00,12:00, | Boston office,Easter Monday,,,,",
                "Boston office,Easter Monday,,,, | Boston office,,1 April,09:00,12:00,"
            })
    void whereDaysOfEveryYearMeetClosedCounts(String one, String other) throws IOException {
        Calendar boston = changed(
                        "Boston office,1 January,,,,New Year",
                        one + "\n" + other + "\nBoston office,,2013-04-01,10:00,11:00,settled")
                .requirePolicy()
                .calendars()
                .get("Boston office");

        assertThat(boston.isOpenAt(Instant.parse("2002-04-01T15:30:00Z"))).isFalse();
        assertThat(boston.isOpenAt(Instant.parse("2003-04-01T15:30:00Z"))).isTrue();
        assertThat(boston.isOpenAt(Instant.parse("2003-04-01T18:30:00Z"))).isFalse();
        assertThat(boston.isOpenAt(Instant.parse("2003-04-21T15:30:00Z"))).isFalse();
        assertThat(boston.isOpenAt(Instant.parse("2013-04-01T14:30:00Z"))).isTrue();
        assertThat(boston.isOpenAt(Instant.parse("2013-04-01T15:30:00Z"))).isFalse();
    }

    @Test
    void whereHoursOfDaysOfEveryYearOverlapThoseOfTheEarlierRowCount() throws IOException {
        Calendar boston = changed(
                        "Boston office,1 January,,,,New Year",
                        "Boston office,,1 April,09:00,12:00,\nBoston office,,Easter Monday,11:00,14:00,")
                .requirePolicy()
                .calendars()
                .get("Boston office");

        assertThat(boston.openBetween(Instant.parse("2002-04-01T04:00:00Z"), Instant.parse("2002-04-02T04:00:00Z")))
                .isEqualTo(Duration.ofHours(3));
        assertThat(boston.isOpenAt(Instant.parse("2002-04-01T14:30:00Z"))).isTrue();
    }

    @Test
    void aDateCountsBeforeADayOfEveryYearAndThatBeforeARegion() throws IOException {
        Calendar munich = changed(
                        "Munich office,2026-12-28,,,,Closed in 2026 only",
                        "Munich office,,2026-12-25,10:00,11:00,Open in 2026 only\nMunich office,,26 December,08:00,09:00,")
                .requirePolicy()
                .calendars()
                .get("Munich office");

        assertThat(munich.isOpenAt(Instant.parse("2026-12-25T09:30:00Z"))).isTrue();
        assertThat(munich.isOpenAt(Instant.parse("2028-12-25T09:30:00Z"))).isFalse();
        assertThat(munich.isOpenAt(Instant.parse("2028-12-26T07:30:00Z"))).isTrue();
        assertThat(munich.isOpenAt(Instant.parse("2028-12-26T09:30:00Z"))).isFalse();
    }

    @Test
    void aHolidayMoreIsAmongTheImpact() throws IOException {
        Policy later = changed("fourth Thursday", "third Thursday").requirePolicy();

        assertThat(PolicyImpact.between(EXAMPLE.policy(), later, Duration.ofHours(1))
                        .lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.asSentence()).contains("Boston"));
    }

    private Compilation changed(String right, String wrong) throws IOException {
        return EXAMPLE.compileAfter(directory, "holidays.csv", right.strip(), wrong.strip());
    }
}
