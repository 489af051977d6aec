package support.entitlement.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.sheet.SheetReader;

/** Tests scenarios with events, on the worked example {@code milestones}, whose scenarios have some, too. */
class ScenarioCasesTest {

    private static final Policy POLICY = new RulesDirectory(Path.of("src/test/resources/milestones"))
            .compileTables()
            .requirePolicy();

    private static final String OPENED = "2026-03-02T08:00:00+01:00";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Event paused | soon                              | bad-cell E2 | a time after the opening",
                "Event paused | 2 business hours                  | bad-cell E2 | a time after the opening",
                "Event paused | 2 days                            | bad-cell E2 | a time after the opening",
                "Event paused | 1-2 hours                         | bad-cell E2 | a time after the opening",
                "Event paused | 2301-03-02T08:00:00+01:00         | bad-cell E2 | up to the year 2300",
                "Event paused | 9999999 hours                     | bad-cell E2 | up to the year 2300",
                "At           | 9999999 hours                     | bad-cell E2 | up to the year 2300",
                "Event paused | 2026-03-01T08:00:00+01:00         | contradictory-events E2 | D2",
                "Event resumed | 1 hour                           | contradictory-events E2 | ends a pause that has not begun",
                "Event opened | 1 hour                            | unknown-column E1 | “Opened at”",
                "Event reopened | 1 hour                          | contradictory-events E2 | reopens a case",
                "At           | 2026-03-02T07:59:59+01:00         | bad-cell E2 | not before the last event",
                "At           | tomorrow                          | bad-cell E2 | a time after the opening",
            })
    void aMistakeInAnEventIsReportedAtItsCell(String title, String cell, String problem, String says) {
        assertOneProblem(title, cell, problem, says);
    }

    private void assertOneProblem(String titles, String cells, String problem, String says) {
        assertThat(errorsOf("Scenario,Plan,Issue type,Opened at," + titles + ",Expect entitled\nx,Gold,Fault," + OPENED
                        + "," + cells + ",yes\n"))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.code() + " " + found.place().cell()).isEqualTo(problem);
                    assertThat(found.message() + found.remedy()).contains(says);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Event acknowledged,Expect entitled | 1 hour,yes",
                "At,Expect entitled                 | 1 hour,yes",
                "Notes,Expect state                 | x,Response: met",
                "Notes,Expect missed                | x,none"
            })
    void whereACaseStandsCannotBeToldWithoutItsOpening(String titles, String cells) {
        assertThat(errorsOf("Scenario,Plan,Issue type," + titles + "\nx,Gold,Fault," + cells + "\n"))
                .singleElement()
                .satisfies(found -> assertThat(found.place().cell() + found.remedy())
                        .isEqualTo("A2Write the instant below “Opened at”."));
    }

    /** The table of the manual. */
    @Test
    void aScenarioLooksAtItsCaseRightAfterTheLastEventUnlessItSaysWhen() {
        assertThat(errorsOf("""
                Scenario,Plan,Issue type,Opened at,Event waiting for customer,Event customer replied,At,Expect state,Expect due at
                It waits,Gold,Request,2026-03-02T09:00:00+01:00,1 hour,,6 hours,Response: paused,none
                It goes on,Gold,Request,2026-03-02T09:00:00+01:00,1 hour,3 hours,,Response: running,Response: 2026-03-02T15:00:00+01:00
                It is overdue,Gold,Request,2026-03-02T09:00:00+01:00,,,5 hours,Response: breached,Response: 2026-03-02T13:00:00+01:00
                """)).isEmpty();
    }

    @Test
    void tooManyEventsAreRefused() {
        String many = "\"" + "1 hour, ".repeat(101) + "\"";

        assertThat(errorsOf("Scenario,Plan,Issue type,Opened at,Event paused,Expect entitled\nx,Gold,Fault," + OPENED
                        + "," + many + ",yes\n"))
                .extracting(Problem::remedy)
                .containsExactly("Write at most 100 events in one scenario.");
    }

    @Test
    void aStateThatIsNotReachedFailsWithTheStatesOfAll() {
        assertThat(errorsOf(
                        "Scenario,Plan,Issue type,Opened at,\"Event \"\"responded\"\"\",Expect state\nx,Gold,Request,"
                                + OPENED + ",1 hour,Response: running\n"))
                .singleElement()
                .satisfies(found -> assertThat(found.message())
                        .contains("“Expect state” is “Response: met”", "sla-agreements.csv!B17"));
    }

    /** The table of the manual, for the shipped tables. */
    @Test
    void factsThatChangeWithAnEventBringOtherPromisesFromTheSameOpening() {
        Policy shipped = new RulesDirectory(Path.of("rules")).compileTables().requirePolicy();

        assertThat(errorsOf("""
                Scenario,Plan,Issue type,SLA category,Opened at,Event escalated,SLA category from escalated,At,Expect category,Expect state,Expect due at
                Before,Enterprise Premium,Issue reports,2,2026-03-06T09:00:00+01:00,,,2 hours,2,"Acknowledge: running, Initial response: running","Acknowledge: 2026-03-06T13:00:00+01:00, Initial response: 2026-03-06T17:00:00+01:00"
                After,Enterprise Premium,Issue reports,2,2026-03-06T09:00:00+01:00,2 hours,1,2 hours,1,"Acknowledge: breached, Initial response: running","Acknowledge: 2026-03-06T10:00:00+01:00, Initial response: 2026-03-06T13:00:00+01:00"
                There and back,Enterprise Premium,Issue reports,2,2026-03-06T09:00:00+01:00,"1 hour, 2 hours","1, 2",2 hours,2,"Acknowledge: running, Initial response: running","Acknowledge: 2026-03-06T13:00:00+01:00, Initial response: 2026-03-06T17:00:00+01:00"
                No longer known,Enterprise Premium,Issue reports,2,2026-03-06T09:00:00+01:00,1 hour,none,2 hours,none,"Acknowledge: cancelled, Initial response: cancelled",
                """, shipped)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Issue type from escalated,Event escalated    | Fualt,1 hour       | unknown-name E2 | “Fault”",
                "Issue type from escalated,Event escalated    | Fault,             | bad-cell E2 | “Event escalated”",
                "Issue type from escalated,Notes              | Fault,x            | bad-cell E2 | “Event escalated”",
                "Issue type from escalated,Event Escalated    | '\"Fault, Question\",1 hour' | unknown-name E2 | Known",
                "Issue type from escalated,Event Escalated    | '\"Fault, Question, Fault\",\"1 hour, 2 hours\"' | bad-cell E2 | one for each of the 2 events",
                "Issue type from e,Event e,Issue type from f,Event f | Fault,1 hour,Question,60 minutes | contradictory-events G2 | x.csv!E2",
                "Issue type from “escalated”,Event Escalated  | Fualt,1 hour       | unknown-name E2 | “Fault”",
                "attribute[“x”] from e,attribute[“X”] from f,Event e,Event f | a,b,1 hour,60 minutes | contradictory-events F2 | x.csv!E2",
                "Issue type from opened,Event e               | Fault,1 hour       | unknown-column E1 | “from”",
                "Opened at from e,Event e                     | Fault,1 hour       | unknown-column E1 | “from”",
            })
    void aMistakeInAFactThatChangesIsReportedAtItsCell(String titles, String cells, String problem, String says) {
        assertOneProblem(titles, cells, problem, says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Production use                             | not possible    | E2",
                "Workaround from classified,Event classified | no,1 hour       | E2",
                "Workaround from moved,Event moved,SLA category from moved | no,1 hour,none | "
            })
    void aCategoryBesideTheImpactIsRefusedAsByTheService(String titles, String cells, @Nullable String cell) {
        Policy shipped = new RulesDirectory(Path.of("rules")).compileTables().requirePolicy();

        assertThat(errorsOf(
                        "Scenario,Plan,SLA category,Opened at," + titles
                                + ",Expect priority flag\nx,Enterprise Premium,1," + OPENED + "," + cells + ",no\n",
                        shipped))
                .extracting(problem -> problem.place().cell() + " " + problem.message())
                .isEqualTo(
                        cell == null
                                ? List.of()
                                : List.of(
                                        cell
                                                + " The service refuses a query that has both an SLA category and the impact (production use, workaround)."));
    }

    @Test
    void aPromiseThatFactsWithdrewIsNamedAmongAllOfTheCase() {
        assertThat(errorsOf("""
                Scenario,Plan,Issue type,Opened at,Event responded,Event reclassified,Issue type from reclassified,Expect milestones,Expect state
                x,Gold,Fault,2026-03-02T08:00:00+01:00,1 hour,2 hours,Question,Answer,"Answer: running, Response (guaranteed): met, Response (target): met, Update (once): cancelled, Update (repeated): cancelled, Solution: cancelled"
                """)).isEmpty();
    }

    private static List<Problem> errorsOf(String text) {
        return errorsOf(text, POLICY);
    }

    private static List<Problem> errorsOf(String text, Policy policy) {
        return Scenarios.read(SheetReader.readSheets("scenarios/x.csv", text.getBytes(StandardCharsets.UTF_8)))
                .runAgainst(policy, any -> true)
                .toProblems()
                .stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
    }
}
