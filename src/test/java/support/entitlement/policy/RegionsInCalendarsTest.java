package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.calendar.Calendar;
import support.entitlement.calendar.CalendarBuilder;
import support.entitlement.calendar.Calendars;
import support.entitlement.calendar.CombinedCalendars;
import support.entitlement.calendar.DueOrder;
import support.entitlement.calendar.JointOpenings;
import support.entitlement.calendar.KnownYears;
import support.entitlement.calendar.OpenState;
import support.entitlement.calendar.SpecialDays;
import support.entitlement.calendar.UnknownHolidaysException;
import support.entitlement.calendar.holiday.RegionalHolidays;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Within;
import support.entitlement.scenario.Scenarios;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.sheet.SheetReader;

/** Tests calendars that are closed on the public holidays of regions. */
class RegionsInCalendarsTest {

    private static final WorkedExample EXAMPLE = new WorkedExample("holidays");
    private static final Calendar BOSTON = EXAMPLE.policy().calendars().get("Boston office");

    @TempDir
    private Path directory;

    @Test
    void aWordIsNoCodeAndTheMessageNamesTheCountryOfWhichItWouldBe() throws IOException {
        Problem problem = changed("DE-BY,", "no,").problems().get(0);

        assertThat(problem.message()).contains("“NO” stands for Norway");
        assertThat(problem.remedy()).contains("“NO”");
        assertThat(changed("DE-BY,", "AQ,").problems().get(0).message())
                .isEqualTo("Antarctica has no public holidays.");
    }

    /** Chinese New Year 2027 is 6 February, and the library lists it until 2024. */
    @Test
    void aRegionWhoseMovableHolidaysEndIsRefusedLaterAndTheCellSaysUntilWhen() throws IOException {
        Compilation singapore = changed("DE-BY,", "SG,");
        Calendar office = singapore.requirePolicy().calendars().get("Munich office");

        assertThat(singapore.problems())
                .filteredOn(each -> each.code().equals("holidays-end"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.severity()).isEqualTo(Severity.WARNING);
                    assertThat(each.message()).contains("until 2024");
                    assertThat(each.place()).hasToString("holidays.csv!B8");
                });
        assertThatThrownBy(() -> office.dueAt(Instant.parse("2027-02-05T12:00:00Z"), Within.parse("1 business day")))
                .isInstanceOf(UnknownHolidaysException.class)
                .hasMessageContaining("2024-12-27");
        assertThat(office.isOpenAt(Instant.parse("2023-01-23T10:00:00Z"))).isFalse();
    }

    @Test
    void aScenarioThatNeedsLaterHolidaysSaysSoAtItsOpeningAndOneThatDoesNotHolds() throws IOException {
        Policy singapore = changed("DE-BY,", "SG,").requirePolicy();
        String scenarios = """
                Scenario,Plan,Issue type,Opened at,Expect entitled,Expect due at
                It is covered,Munich,Fault,2027-02-05T12:00:00+01:00,yes,
                It is due,Munich,Fault,2027-02-05T12:00:00+01:00,,Initial response: 2027-02-08T12:00:00+01:00
                """;

        List<Problem> problems = Scenarios.read(
                        SheetReader.readSheets("scenarios/x.csv", scenarios.getBytes(StandardCharsets.UTF_8)))
                .runAgainst(singapore, any -> true)
                .toProblems();

        assertThat(problems)
                .filteredOn(problem -> problem.severity() == Severity.ERROR)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.place()).hasToString("scenarios/x.csv!D3");
                    assertThat(problem.message()).contains("cannot be computed for this opening", "2024-12-27");
                });
    }

    @Test
    void whereHolidaysEndTheNextChangeOfACalendarIsNoLaterThanThat() throws IOException {
        Calendar office = changed("DE-BY,", "SR,").requirePolicy().calendars().get("Munich office");
        Instant end = Instant.parse("2031-12-27T00:00:00Z");

        assertThat(OpenState.of(office, Instant.parse("2027-03-01T10:00:00Z")).openUntil())
                .isEqualTo("2027-03-01T16:00:00Z");
        assertThat(OpenState.nextChange(office, Instant.parse("2031-12-26T16:00:00Z")))
                .contains(end);
        assertThatThrownBy(() -> OpenState.of(office, end.plusSeconds(1))).isInstanceOf(UnknownHolidaysException.class);
    }

    @Test
    void aCombinedCalendarIsKnownAsLongAsAllItsParts() throws IOException {
        Calendar office = changed("DE-BY,", "SG,").requirePolicy().calendars().get("Munich office");
        Calendar either = CombinedCalendars.anyOf(List.of(BOSTON, office));

        assertThat(either.endOfKnownTime()).isEqualTo(office.endOfKnownTime());
        assertThat(JointOpenings.findAll(List.of(BOSTON, office), List.of(), JointOpenings.MAX_FOUND))
                .hasSize(4)
                .allSatisfy(each -> assertThat(each.example()).isBefore("2024-12-27T00:00:00Z"));
    }

    @Test
    void calendarsWithoutACommonKnownYearAreNotCombined() {
        Calendar early = knownIn(2001, 2010);
        Calendar late = knownIn(2020, 2030);

        assertThatThrownBy(() -> CombinedCalendars.anyOf(List.of(early, late)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no year of which the holidays");
        assertThat(JointOpenings.findAll(List.of(early, late), List.of(), JointOpenings.MAX_FOUND))
                .isEmpty();
        assertThat(CombinedCalendars.anyOf(List.of(knownIn(2020, 2020), late))
                        .isOpenAt(Instant.parse("2020-06-02T10:00:00Z")))
                .isTrue();
        assertThatThrownBy(() -> new CalendarBuilder("Europe/Zurich")
                        .opens(DayOfWeek.MONDAY, "09:00", "17:00")
                        .closedOn(newYear(2001, 2010))
                        .closedOn(newYear(2020, 2030))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no year of which all holidays");
    }

    private static Calendar knownIn(int first, int last) {
        CalendarBuilder builder = new CalendarBuilder("Europe/Zurich").closedOn(newYear(first, last));
        Arrays.stream(DayOfWeek.values()).forEach(day -> builder.opens(day, "09:00", "17:00"));
        return builder.build();
    }

    private static SpecialDays newYear(int first, int last) {
        SortedMap<LocalDate, String> dates = new TreeMap<>(Map.of(LocalDate.of(first, 1, 1), ""));
        return new SpecialDays(SpecialDays.Kind.REGION, "XX", "", dates, new KnownYears(first, last));
    }

    @Test
    void aRegionWithoutHolidaysIsOneProblemAlsoInACombinedCalendar() throws IOException {
        Compilation desks = new WorkedExample("business-hours")
                .compileAfter(directory, "holidays.csv", "New York desk,2026-07-03", "New York desk,AQ");

        assertThat(desks.problems().stream()
                        .filter(each -> each.severity() == Severity.ERROR)
                        .map(each -> each.code() + " " + each.place()))
                .containsExactly("unknown-region holidays.csv!B11");
    }

    @Test
    void theOrderOfMilestonesIsSoughtWhereHolidaysAreKnown() {
        CalendarBuilder builder = new CalendarBuilder("Asia/Singapore").closedOn(RegionalHolidays.of("SG"));
        Arrays.stream(DayOfWeek.values()).forEach(day -> builder.opens(day, "09:00", "17:00"));
        Calendars calendars = new Calendars(Map.of("Singapore", builder.build()));
        Milestone days = new Milestone("Response", Within.parse("1 business day"), "Singapore", Basis.PUBLISHED);
        Milestone hours = new Milestone("Workaround", Within.parse("2 hours"), "Singapore", Basis.PUBLISHED);
        DueOrder order = new DueOrder(calendars);

        assertThat(order.findStart(hours, days))
                .hasValueSatisfying(
                        start -> assertThat(order.dueAt(hours, start)).isBefore(order.dueAt(days, start)));
        assertThat(order.findStart(days, hours)).isEmpty();
    }

    @Test
    void openingsAreComparedWithTheHolidaysOfARegionUntilTheyEnd() throws IOException {
        Policy policy = new WorkedExample("time-bands")
                .compileAfter(directory, "holidays.csv", "Business hours,2026-12-25", "Business hours,TR")
                .requirePolicy();

        assertThat(policy.timeBands().findOpenings())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.at()).isBefore("2174-12-27T00:00:00Z"));
        assertThat(policy.timeBands().nextChange(Instant.parse("2027-03-01T10:00:00Z")))
                .contains(Instant.parse("2027-03-01T17:00:00Z"));
        assertThat(policy.timeBands().at(Instant.parse("2027-07-15T10:00:00Z")).during())
                .containsExactly("After hours");
    }

    private Compilation changed(String right, String wrong) throws IOException {
        return EXAMPLE.compileAfter(directory, "holidays.csv", right, wrong);
    }
}
