package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.PromiseKey;
import support.entitlement.decision.Query;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.problem.TableProblemCode;

/** Tests times of milestones, with the worked example: tables under {@code milestones}. */
class MilestonesTest {

    private static final WorkedExample EXAMPLE = new WorkedExample("milestones");

    @TempDir
    private Path directory;

    @Test
    void theExampleHasNothingToMendAndItsScenariosReachEveryRow() {
        assertThat(EXAMPLE.requireSoundScenarios().all()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`Answer,30 seconds` | `Answer,0 business days` | bad-cell sla-agreements.csv!C8",
                // Two promises of one milestone that differ in nothing but the time.
                "`2 business hours,Business hours,,,,,,target` | `2 business hours,Business hours,,,,,,` | contradiction sla-agreements.csv!C12",
                // Half of a pause.
                "`on hold\",customer replied` | `on hold\",` | incomplete-milestone sla-agreements.csv!H18",
                // The end of a repetition that is none.
                "`1 business day,,,,estimate given` | `,,,,estimate given` | incomplete-milestone sla-agreements.csv!C14, incomplete-milestone sla-agreements.csv!K14",
                "`target,,Aimed` | `target,estimate given,Aimed` | incomplete-milestone sla-agreements.csv!K12",
                "`Update,2 business hours,Business hours,acknowledged` | `Update,2 business hours,Business hours,opened` | none",
                "`1 business day` | `immediately` | bad-cell sla-agreements.csv!G14"
            })
    void aMistakeIsReportedAtItsCell(String right, String wrong, String problem) throws IOException {
        assertThat(EXAMPLE.compileAfter(directory, "sla-agreements.csv", right, wrong).problems().stream()
                        .filter(each -> each.severity() == Severity.ERROR)
                        .map(each -> each.code() + " " + each.place()))
                .containsExactlyElementsOf(problem.equals("none") ? List.of() : List.of(problem.split(", ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`,estimate given,` | `,,`                                 | Update (2), repeated until: estimate given → – | BETTER",
                "`,estimate given,` | `,\"estimate given, workaround\",` | Update (2), repeated until: estimate given → estimate given or workaround | UNKNOWN",
                "`,estimate given,` | `,Estimate given,`                   | none | none"
            })
    void anotherEndOfARepetitionIsAmongTheImpact(String right, String wrong, String says, String direction)
            throws IOException {
        PolicyImpact impact = PolicyImpact.between(EXAMPLE.policy(), after(right, wrong), Duration.ofHours(1));

        assertThat(impact.complete()).isTrue();
        assertThat(impact.lines()).hasSize(says.equals("none") ? 0 : 1).allSatisfy(line -> {
            assertThat(line.asSentence()).contains(says);
            assertThat(line.direction().name()).isEqualTo(direction);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`,estimate given,` | `,\"estimate given, workaround\",` | `,\"Workaround, Estimate given\",`",
                "`on hold\",customer replied` | `on hold\",\"customer replied, escalated\"` | `on hold\",\"escalated, customer replied\"`",
                "`\"waiting for customer, on hold\",customer` | `\"on hold, waiting for customer\",customer` | `\"Waiting for customer, on hold\",customer`"
            })
    void theOrderOfEventsOfWhichOneSufficesIsNoChange(String right, String one, String other) throws IOException {
        assertThat(PolicyImpact.between(after(right, one), after(right, other), Duration.ofHours(1))
                        .lines())
                .isEmpty();
    }

    private Policy after(String right, String wrong) throws IOException {
        return EXAMPLE.compileAfter(directory, "sla-agreements.csv", right, wrong)
                .requirePolicy();
    }

    @Test
    void otherHoursInWhichAClockStartsAreAmongTheImpact() throws IOException {
        Policy changed = EXAMPLE.compileAfter(
                        directory,
                        "calendars.csv",
                        "Reception,Europe/Zurich,Mon-Sat,09:00",
                        "Reception,Europe/Zurich,Mon-Sat,10:00")
                .requirePolicy();
        PolicyImpact impact = PolicyImpact.between(EXAMPLE.policy(), changed, Duration.ofHours(1));

        assertThat(impact.complete()).isTrue();
        assertThat(impact.lines())
                .singleElement()
                .extracting(PolicyImpact.ImpactLine::asSentence)
                .asString()
                .contains("falls due by other hours of “Reception”");
    }

    @Test
    void aContractThatCountsInAnotherCalendarStartsTheClockInIt() {
        Milestone published = EXAMPLE.policy()
                .decide(new Query("Gold", "Request", null, null, null, null, Map.of()))
                .milestones()
                .get(0);

        assertThat(published.startsDuring()).isEqualTo("Reception");
        assertThat(published
                        .withTerms(published.within(), null, "24x7", Strength.TARGET)
                        .startsDuring())
                .isEqualTo("Reception");
        assertThat(published
                        .withCalendars(name -> "Reception")
                        .withTerms(published.within(), null, "24x7", Strength.TARGET)
                        .startsDuring())
                .isEqualTo("24x7");
    }

    @Test
    void aRowWithoutAMilestoneSaysOfEveryOneWhatPausesIt() {
        assertThat(EXAMPLE.policy()
                        .decide(new Query("Gold", "Request", null, null, null, null, Map.of()))
                        .milestones())
                .extracting(Milestone::pauses)
                .containsExactly(
                        new Milestone.PauseEvents(List.of("waiting for customer"), List.of("customer replied")));
    }

    @Test
    void aCalendarCannotHaveTheNameThatSaysThatNoneIsStated() throws IOException {
        assertThat(EXAMPLE.compileAfter(directory, "calendars.csv", "Business hours,Europe", "Not stated,Europe")
                        .problems())
                .extracting(each -> each.code() + " " + each.place())
                .contains("calendar-built-in calendars.csv!A8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Solution,2 business days | Solution,7 business hours | sla-agreements.csv!C18",
                // Two hours of every day are over before eight of those that close.
                "Solution,2 business days,Business hours | Solution,6 hours,24x7 | sla-agreements.csv!C18",
                "Solution,2 business days | Solution,8 business hours | none",
                // Another start.
                "Solution,2 business days,Business hours, | Solution,1 hour,Business hours,priority set | none"
            })
    void aMilestoneThatCanFallDueBeforeOneThatIsNamedFirstIsAWarning(String right, String wrong, String place)
            throws IOException {
        assertThat(EXAMPLE.compileAfter(directory, "sla-agreements.csv", right, wrong).problems().stream()
                        .filter(each -> each.code().equals(TableProblemCode.DUE_OUT_OF_ORDER.toString()))
                        .map(each -> each.place().toString()))
                .containsExactlyElementsOf(place.equals("none") ? List.of() : List.of(place));
    }

    /** Without the row that says in which hours all clocks start, these times get a warning. */
    @Test
    void timesAreNotComparedWhereARowWithoutAMilestoneMaySayWhenTheirClocksStart() throws IOException {
        Compilation compilation = EXAMPLE.compileAfter(
                directory,
                "sla-agreements.csv",
                "Fault,Solution,2 business days,Business hours",
                "Fault,,,,,Business hours,,,,,\nFault,Solution,6 hours,24x7");

        assertThat(compilation.problems())
                .noneMatch(each -> each.severity() == Severity.ERROR)
                .noneMatch(each -> each.code().equals(TableProblemCode.DUE_OUT_OF_ORDER.toString()));
    }

    @Test
    void anotherTimeOfOneOfTwoPromisesIsTheOnlyChange() throws IOException {
        Policy changed = EXAMPLE.compileAfter(
                        directory, "sla-agreements.csv", "Response,2 business hours", "Response,3 business hours")
                .requirePolicy();

        assertThat(PolicyImpact.between(EXAMPLE.policy(), changed, Duration.ofHours(1))
                        .lines())
                .singleElement()
                .extracting(PolicyImpact.ImpactLine::asSentence)
                .asString()
                .contains("Response (2): 2 hours → 3 hours");
    }

    @Test
    void aPromiseThatIsAddedAboveAnotherOfItsMilestoneChangesNothingOfThat() {
        Milestone guarantee = new Milestone("Response", Within.parse("8 hours"), "24x7", Basis.PUBLISHED);
        Milestone target = new Milestone(
                "Response", Within.parse("2 hours"), "24x7", Basis.PUBLISHED, "opened", null, null, Strength.TARGET);

        assertThat(PromiseKey.assignKeys(
                        List.of(target, guarantee), PromiseKey.assignKeys(List.of(guarantee), Map.of())))
                .containsExactly(
                        Map.entry(new PromiseKey("response", 1), target),
                        Map.entry(new PromiseKey("response", 0), guarantee));
    }
}
