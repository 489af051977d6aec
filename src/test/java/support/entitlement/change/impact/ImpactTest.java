package support.entitlement.change.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;
import support.entitlement.EditedTables;
import support.entitlement.change.diff.NameChange;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;

/** The impact of changes of the shipped tables, as an analyst reads it. */
class ImpactTest {

    private static final Duration LONG = Duration.ofHours(1);

    private EditedTables tables;
    private Policy before;

    @BeforeEach
    void copyTheShippedTables(@TempDir Path directory) {
        tables = EditedTables.in(directory);
        before = tables.compile();
    }

    @Test
    void aShorterTimeIsOneLineThatNamesItsCell() {
        acknowledgeWithin("30 minutes");

        assertThat(lines())
                .containsExactly(
                        "support level Enterprise Premium, SLA category 1, issue type Issue reports or API outage: "
                                + "Acknowledge: 1 hour → 30 minutes (better), because of sla-agreements.csv!E8");
    }

    @Test
    void aTimeInAnotherUnitIsNeitherBetterNorWorse() {
        acknowledgeWithin("1 business day");

        assertThat(impact().lines())
                .extracting(PolicyImpact.ImpactLine::direction)
                .containsExactly(Direction.UNKNOWN);
    }

    @Test
    void theSameTimeInOtherWordsChangesNoAnswer() {
        acknowledgeWithin("60 minutes");

        assertThat(lines()).isEmpty();
    }

    @Test
    void aNoteABlankRowAndAMovedRowChangeNoAnswer() {
        tables.addBlankRowAbove("support-matrix.csv", List.of("Basic", "Issue reports"))
                .moveToEnd("support-matrix.csv", List.of("Basic", "Product support"))
                .replaceInRow("sla-categories.csv", List.of("not possible", "no"), "Notes", "mended");

        assertThat(lines()).isEmpty();
    }

    @Test
    void anotherLevelOfAPlanIsToldByThePlan() {
        tables.replaceEverywhere("plans.csv", "Small, Medium,", "Small,")
                .addRow("plans.csv", Map.of("Plan", "Medium", "Support level", "Enterprise Advanced"));

        assertThat(lines())
                .hasSize(6)
                .allMatch(line -> line.startsWith("plan Medium, issue type "))
                .allMatch(line -> line.endsWith("because of plans.csv!A11, plans.csv!A8"))
                .anyMatch(line ->
                        line.contains("Feature request and Pricing: entitled: yes → no") && line.contains("(worse)"));
    }

    @Test
    void anotherCategoryOfAnImpactIsToldByTheImpactWhateverTheCategoryThatAnAgentSends() {
        tables.replaceInRow("sla-categories.csv", List.of("not possible", "yes"), "SLA category", "1");

        assertThat(lines())
                .contains("support level Enterprise Premium, no production use, workaround yes, issue type API outage: "
                        + "reason: not-covered → missing-facts, because of sla-categories.csv!C9")
                .anyMatch(line -> line.startsWith("support level Enterprise Premium, production use not possible, "
                                + "workaround yes, issue type Issue reports: SLA category: 2 → 1")
                        && line.contains("Acknowledge: 4 hours → 1 hour; Initial response: 8 hours → 4 hours"));
    }

    @Test
    void aChannelThatIsOtherwiseDescribedChangesTheAnswersThatOfferIt() {
        tables.replaceInRow("channels.csv", List.of("Landline"), "Terms", "for all");

        assertThat(lines())
                .containsExactly("support level Enterprise Premium, SLA category 1, issue type API outage: "
                        + "channels: Landline (phone; for support SLA category 1 only), Support Portal (portal) → "
                        + "Landline (phone; for all), Support Portal (portal), because of channels.csv!C10");
    }

    @Test
    void otherHoursOfACalendarChangeWhenAPromiseFallsDue(@TempDir Path directory) throws IOException {
        Path example = Path.of("src/test/resources/business-hours");
        FileSystemUtils.copyRecursively(example, directory);
        Path calendars = directory.resolve("calendars.csv");
        Files.writeString(calendars, Files.readString(calendars).replace("Europe/Zurich", "Europe/Lisbon"));

        PolicyImpact impact = PolicyImpact.between(
                new RulesDirectory(example).compileTables().requirePolicy(),
                new RulesDirectory(directory).compileTables().requirePolicy(),
                LONG);

        assertThat(impact.lines()).isNotEmpty().allSatisfy(line -> {
            assertThat(line.changes())
                    .allMatch(change -> change.describeChange().contains(": falls due by other hours of “"));
            assertThat(line.because()).containsExactly("calendars.csv!B8");
        });
    }

    @Test
    void aSupportThatIsDeniedIsWorse() {
        tables.replaceInRow("support-matrix.csv", List.of("Basic", "Product support"), "Entitled", "no");

        assertThat(lines())
                .singleElement()
                .asString()
                .startsWith("support level Basic, issue type Product support: entitled: yes → no; "
                        + "channels: Support Forum (forum; public or private thread) → –")
                .endsWith("(worse), because of support-matrix.csv!E10");
    }

    @Test
    void aNewNameAndOneThatIsGoneAreToldByThemselves() {
        tables.replaceEverywhere("plans.csv", "Starter,", "Start,");

        PolicyImpact impact = impact();

        assertThat(impact.lines()).isEmpty();
        assertThat(impact.names())
                .containsExactly(
                        new NameChange("plan", "Starter", false, "Start"), new NameChange("plan", "Start", true, null));
    }

    @Test
    void anExampleIsAnsweredOtherwise() {
        acknowledgeWithin("30 minutes");

        assertThat(impact().lines())
                .allSatisfy(line -> assertThat(DecisionDiff.compareDecisions(
                                before.decideUncached(line.example()),
                                tables.compile().decideUncached(line.example())))
                        .isEqualTo(line.changes()));
    }

    @Test
    void aSearchThatEndsEarlySaysSo() {
        acknowledgeWithin("30 minutes");
        Policy after = tables.compile();

        PolicyImpact evaluated =
                new ImpactSearch(before, after, new SearchBudget(1_000_000, 1, LONG, () -> false)).findImpact();
        PolicyImpact divided =
                new ImpactSearch(before, after, new SearchBudget(50, 1_000, LONG, () -> false)).findImpact();

        assertThat(evaluated.complete()).isFalse();
        assertThat(evaluated.limit())
                .isEqualTo(
                        "More than 1 sorts of queries may be answered otherwise. What is listed does change, but more may.");
        assertThat(divided.complete()).isFalse();
        assertThat(divided.limit()).startsWith("The rows that overlap are too many to be told apart.");
        assertThat(PolicyImpact.between(before, after, LONG, () -> true).limit())
                .startsWith("Nobody waits for the search any more. What is listed does change, but more may.");
        assertThat(PolicyImpact.between(before, after, Duration.ofNanos(1)).limit())
                .startsWith("The search took longer than 0 ms. What is listed does change, but more may.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plans.csv", "sla-categories.csv"})
    void anEmptyConditionOnTheIssueTypeInAFirstTableChangesNothingOfWhatIsFound(String firstTable) {
        acknowledgeWithin("30 minutes");
        List<PolicyImpact.ImpactLine> without = impact().lines();
        tables.addColumn(firstTable, "CONDITION", "issueType == \"$param\"", "Issue type");
        before = tables.compile();

        acknowledgeWithin("15 minutes");

        assertThat(without).hasSize(1);
        assertThat(lines()).hasSize(1).allMatch(line -> line.contains("Acknowledge: 30 minutes → 15 minutes (better)"));
    }

    private void acknowledgeWithin(String time) {
        tables.replaceInRow("sla-agreements.csv", List.of("Enterprise Premium", "1", "Acknowledge"), "Within", time);
    }

    private PolicyImpact impact() {
        PolicyImpact impact = PolicyImpact.between(before, tables.compileUnchecked(), LONG);
        assertThat(impact.complete()).isTrue();
        return impact;
    }

    private List<String> lines() {
        return impact().lines().stream()
                .map(PolicyImpact.ImpactLine::asSentence)
                .toList();
    }
}
