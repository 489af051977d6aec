package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.decision.Query;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.Table;
import support.entitlement.table.check.LogicTables;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;

/** Tests conditions on the opening of a case, with the worked example: tables under {@code time-bands}. */
class TimeBandsTest {

    private static final WorkedExample EXAMPLE = new WorkedExample("time-bands");
    private static final Policy POLICY = EXAMPLE.policy();

    @TempDir
    private Path directory;

    @Test
    void theExampleHasNothingToMendAndItsScenariosReachEveryRow() {
        assertThat(EXAMPLE.requireSoundScenarios().all()).hasSizeGreaterThan(6);
    }

    @Test
    void aRememberedDecisionDoesNotOutliveItsOpening() {
        assertThat(teamAt("2026-03-06T16:59:59Z")).isEqualTo("Zurich");
        assertThat(teamAt("2026-03-06T17:00:00Z")).isEqualTo("Manila");
        assertThat(teamAt("2026-03-06T16:59:59Z")).isEqualTo("Zurich");
    }

    private static String teamAt(String opened) {
        return POLICY.decide(new Query("Premium", "Fault", null, null, null, null, Map.of())
                        .withOpening(POLICY.timeBands().at(Instant.parse(opened))))
                .terms()
                .get("team");
    }

    @Test
    void theOpeningIsComparedAlsoIfAnotherValueCountsForAFactThatIsNotSent() {
        Policy policy = PolicyCompiler.compileChecked(LogicTables.tables(
                LogicTables.sheet(
                        "facts.csv",
                        "unique",
                        "$fact : Fact",
                        "Attribute: name == \"$param\" | Value: $fact.ifNotSent(\"$param\")",
                        "region | EU"),
                LogicTables.sheet(
                        "calendars.csv",
                        "collect",
                        "$calendar : BusinessHours",
                        "Calendar: name == \"$param\" | Zone: $calendar.zone(\"$param\") | Day: $calendar.day($param)"
                                + " | Open: $calendar.opens(\"$param\") | Close: $calendar.closes(\"$param\")",
                        "Day | UTC | Mon-Sun | 08:00 | 18:00"),
                LogicTables.sheet(
                        "matrix.csv",
                        "unique",
                        "Query",
                        "Plan: plan == \"$param\" | Type: issueType == \"$param\" | Region: attribute[\"region\"] == \"$param\""
                                + " | During: openedDuring == \"$param\" | Outside: openedDuring != \"$param\""
                                + " | Words: entitlement.words(\"$param\")",
                        "Gold | Fault | EU | Day | | by day",
                        "Gold | Fault | EU | | Day | by night")));
        Query query = new Query("Gold", "Fault", null, null, null, null, Map.of());
        Query byDay = query.withOpening(policy.timeBands().at(Instant.parse("2026-03-06T12:00:00Z")));
        Query byNight = query.withOpening(policy.timeBands().at(Instant.parse("2026-03-06T20:00:00Z")));

        assertThat(policy.decide(byDay).guarantee().text()).isEqualTo("by day");
        assertThat(policy.decide(byNight).guarantee().text()).isEqualTo("by night");
        assertThat(policy.decideUncached(byDay).guarantee().text()).isEqualTo("by day");
        assertThat(matchingRows(policy, byDay)).containsExactly(8);
        assertThat(matchingRows(policy, byNight)).containsExactly(9);
    }

    private static Stream<Integer> matchingRows(Policy policy, Query query) {
        Table matrix = policy.tables().stream()
                .filter(table -> table.fileName().equals("matrix.csv"))
                .findFirst()
                .orElseThrow();
        RowTrial trial = RowTrial.of(policy, query, matrix);
        return matrix.rows().stream()
                .filter(row -> trial.tryRow(row).stream().allMatch(RowTrial.TriedRow::matches))
                .map(row -> row.matched().row());
    }

    @Test
    void theOpeningIsToldOnTheClocksOfTheCalendars() {
        assertThat(POLICY.timeBands().describeOpening(Instant.parse("2026-03-02T17:20:00Z")))
                .containsExactly("Monday 2026-03-02 18:20 Europe/Zurich: After hours");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Bands that are open together.
                "calendars.csv      | 08:00,18:00  | 08:00,24:00 | ``",
                "calendars.csv      | Mon-Fri      | Mon-Sat     | `overlap support-matrix.csv!A9, overlap support-matrix.csv!A10`",
                // A band that leaves a gap is a note, as any other gap of the matrix.
                "support-matrix.csv | `\"After hours, Weekend\",yes,\"Portal, Chat\",Manila` | `Weekend,yes,\"Portal, Chat\",Manila` | ``",
                "support-matrix.csv | Business hours,yes | Bussiness hours,yes | `unknown-calendar support-matrix.csv!C8`",
                "sla-agreements.csv | Weekend,,Update    | Weekent,,Update     | `unknown-calendar sla-agreements.csv!B11`",
                "calendars.csv      | Europe/Zurich,Mon | Europe/Zurick,Mon  | `unknown-zone calendars.csv!B8`",
                "calendars.csv      | `\"Business hours, Weekend\"` | Buziness | `unknown-calendar calendars.csv!F10`",
                "calendars.csv      | `\"Business hours, Weekend\"` | 24x7 | `bad-hours calendars.csv!F10`",
                "calendars.csv      | `After hours,,,,,` | `After hours,UTC,,,,` | `combined-with-hours calendars.csv!B10`"
            })
    void aMistakeIsReportedAtItsCell(String file, String right, String wrong, String problems) throws IOException {
        assertThat(errorsAfter(file, right, wrong))
                .extracting(problem -> problem.code() + " " + problem.place())
                .containsExactlyElementsOf(problems.isEmpty() ? List.of() : List.of(problems.split(", ")));
    }

    @Test
    void anUnknownCalendarIsAnsweredWithTheNearest() throws IOException {
        assertThat(errorsAfter("support-matrix.csv", "Business hours,yes", "Bussiness hours,yes"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedy()).contains("the nearest is “Business hours”"));
    }

    @Test
    void anOverlapShowsAnOpeningThatBothRowsMatch() throws IOException {
        assertThat(errorsAfter("calendars.csv", "Mon-Fri", "Mon-Sat"))
                .hasSize(2)
                .first()
                .satisfies(problem -> {
                    assertThat(problem.message()).contains("opened during Business hours and Weekend");
                    assertThat(problem.query().openedDuring().during())
                            .containsExactlyInAnyOrder("Business hours", "Weekend");
                });
    }

    @Test
    void bandsThatCoverAllTimeLeaveNoGap() throws IOException {
        assertThat(problemsAfter("support-matrix.csv", "supportLevel", "supportLevel"))
                .isEmpty();
        assertThat(problemsAfter(
                        "support-matrix.csv",
                        "\"After hours, Weekend\",yes,\"Portal, Chat\"",
                        "Weekend,yes,\"Portal, Chat\""))
                .filteredOn(problem -> problem.code().toString().equals("not-covered"))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("support level Premium", "opened during After hours"));
    }

    @Test
    void aScenarioWithoutAnOpeningMustHoldForEveryOpening() throws IOException {
        problemsAfter("scenarios/whenever.csv", "Portal,yes,yes", "Phone,yes,yes");
        Problem problem = new RulesDirectory(directory)
                .readFiles().readScenarios().runAgainst(POLICY, scenario -> true).toProblems().stream()
                        .filter(each -> each.severity() == Severity.ERROR)
                        .findFirst()
                        .orElseThrow();

        assertThat(problem.message()).contains("for a case opened at", "during");
        assertThat(problem.remedy()).contains("Opened at");
    }

    private List<Problem> errorsAfter(String file, String right, String wrong) throws IOException {
        return problemsAfter(file, right, wrong).stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
    }

    private List<Problem> problemsAfter(String file, String right, String wrong) throws IOException {
        return WorkedExample.withoutRowsAhead(EXAMPLE.compileAfter(directory, file, right, wrong));
    }
}
