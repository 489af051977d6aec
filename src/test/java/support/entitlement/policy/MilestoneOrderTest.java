package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import support.entitlement.table.check.LogicTables;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.Sheet;

/** Tests the warnings of milestones that can fall due before one that the table names first. */
class MilestoneOrderTest {

    private static Sheet agreements(String file, List<String> rows) {
        return LogicTables.sheet(
                file,
                "collect",
                "Coverage",
                "Type: issueType == \"$param\" | Milestone: entitlement.milestone(\"$param\") | Within: entitlement.within($param)"
                        + " | Calendar: entitlement.calendar(\"$param\")",
                rows.toArray(String[]::new));
    }

    private static List<String> problemsOf(List<String> dates, Sheet... promises) {
        List<String> hours = new ArrayList<>(List.of("Desk | UTC | Mon-Sun | 00:00 | 24:00 | |"));
        hours.addAll(dates);
        List<Sheet> sheets = new ArrayList<>(List.of(promises));
        sheets.add(LogicTables.sheet(
                "plans.csv",
                "unique",
                "Query",
                "Plan: plan == \"$param\" | Level: entitlement.supportLevel(\"$param\")",
                "A | Basic"));
        sheets.add(LogicTables.sheet(
                "matrix.csv",
                "unique",
                "Coverage",
                "Level: supportLevel == \"$param\" | Type: issueType in ($param) | Entitled: entitlement.entitled($param)",
                "Basic | Fault, Other | yes"));
        sheets.add(LogicTables.sheet(
                "calendars.csv",
                "collect",
                "$calendar : BusinessHours",
                "Calendar: name == \"$param\" | Zone: $calendar.zone(\"$param\") | Day: $calendar.day($param)"
                        + " | Open: $calendar.opens(\"$param\") | Close: $calendar.closes(\"$param\")"
                        + " | On: $calendar.on(\"$param\") | Closed on: $calendar.closedOn(\"$param\")",
                hours.toArray(String[]::new)));
        return PolicyCompiler.compile(new ReadSheets(sheets, List.of())).problems().stream()
                .filter(problem ->
                        problem.severity() != Severity.INFO || problem.code().equals("not-fully-checked"))
                .map(problem -> problem.code() + " " + problem.place())
                .toList();
    }

    @Test
    void aDateWithOtherHoursThanTheEarlierOnesIsTried() {
        List<String> dates = new ArrayList<>(IntStream.rangeClosed(1, 12)
                .mapToObj(month -> "Desk | | | 00:00 | 20:00 | %d-06-17 |".formatted(2012 + month))
                .toList());
        Sheet promises = agreements(
                "agreements.csv",
                List.of("Fault | Answer | 24 business hours | Desk", "Fault | Solution | 30 hours | 24x7"));

        assertThat(problemsOf(dates, promises)).isEmpty();
        dates.add("Desk | | | | | | 2026-06-17");
        assertThat(problemsOf(dates, promises)).containsExactly("due-out-of-order agreements.csv!C9");
    }

    @Test
    void aTimeThatEndsBeyondTheYearsOfCalendarsIsNoWarning() {
        assertThat(problemsOf(
                        List.of("Bern | Europe/Zurich | Mon-Sun | 00:00 | 24:00 | |", "Bern | | | | | | 2399-12-20"),
                        agreements(
                                "agreements.csv",
                                List.of(
                                        "Fault | Answer | 400 business hours | Bern",
                                        "Fault | Solution | 500 hours | 24x7"))))
                .isEmpty();
    }

    @Test
    void warningsOfATableThatIsTooComplexAreKeptAndTheNextTableIsChecked() {
        List<String> many = new ArrayList<>(List.of("Fault | M1 | 5 hours | 24x7", "Fault | M2 | 4 hours | 24x7"));
        IntStream.range(3, 30).forEach(number -> many.add("Fault | M" + number + " | " + 3 * number + " hours | 24x7"));

        assertThat(problemsOf(
                        List.of(),
                        agreements("a-agreements.csv", many),
                        agreements(
                                "b-agreements.csv",
                                List.of("Other | N1 | 5 hours | 24x7", "Other | N2 | 4 hours | 24x7"))))
                .contains(
                        "due-out-of-order a-agreements.csv!C9",
                        "not-fully-checked a-agreements.csv",
                        "due-out-of-order b-agreements.csv!C9");
    }

    @Test
    void anEventThatReachesWhatItEndsIsAWarning() {
        assertThat(problemsOf(
                        List.of(),
                        LogicTables.sheet(
                                "agreements.csv",
                                "collect",
                                "Coverage",
                                "Type: issueType == \"$param\" | Milestone: entitlement.milestone(\"$param\") | Every: entitlement.every($param)"
                                        + " | Calendar: entitlement.calendar(\"$param\") | End: entitlement.endsAt(\"$param\")"
                                        + " | Until: entitlement.repeatedUntil($param)",
                                "Fault | Update | 1 hour | 24x7 | | estimate given, updated",
                                "Fault | Report | 1 hour | 24x7 | report sent | reported",
                                "Fault | Notice | 1 hour | 24x7 | | notice given",
                                "Fault | Digest | 1 hour | 24x7 | mail sent | mails sent",
                                "Fault | Call | 1 hour | 24x7 | | estimate given")))
                .containsExactly(
                        "repetition-ends-itself agreements.csv!F8",
                        "repetition-ends-itself agreements.csv!F10",
                        "repetition-ends-itself agreements.csv!F11");
    }
}
