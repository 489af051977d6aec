package support.entitlement.change.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.policy.Policy;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.report.ReportedQuery;
import support.entitlement.table.check.LogicTables;

/** Tests the impact of changes to conditions that compare an attribute with the opening, and of changes of what an attribute is compared with. */
class TimesFromOpeningImpactTest {

    private static final String DAYS = "attribute[\"at\", \"Europe/Zurich\"] == $param";

    private static Policy policy(String condition, String... cells) {
        String[] rows = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            rows[i] = cells[i] + " | Bug | yes";
        }
        return PolicyCompiler.compileChecked(LogicTables.tables(
                LogicTables.sheet(
                        "plans.csv",
                        "unique",
                        "Query",
                        "Plan: plan == \"$param\" | Level: entitlement.supportLevel(\"$param\")",
                        "A | Basic"),
                LogicTables.sheet(
                        "matrix.csv",
                        "collect",
                        "Coverage",
                        "At: " + condition
                                + " | Type: issueType == \"$param\" | Entitled: entitlement.entitled($param)",
                        rows)));
    }

    private static PolicyImpact impact(Policy before, Policy after) {
        return PolicyImpact.between(before, after, Duration.ofHours(1));
    }

    @Test
    void aLongerTimeChangesTheAnswersBetweenTheTwoAndTheExampleIsOneOfThem() {
        Policy before = policy(DAYS, "less than 2 years before opening");
        Policy after = policy(DAYS, "less than 3 years before opening");

        PolicyImpact impact = impact(before, after);

        assertThat(impact.complete()).isTrue();
        assertThat(impact.lines()).singleElement().satisfies(line -> {
            assertThat(line.asSentence())
                    .isEqualTo(
                            "at later than 3 years before opening and up to 2 years before opening: entitled: no → yes"
                                    + " (better), because of matrix.csv!A8");
            ReportedQuery example = ReportedQuery.of(line.example());
            Instant opening = example.openedAt();
            LocalDate at = LocalDate.parse(String.valueOf(example.attributes().get("at")));
            assertThat(before.decide(before.openAt(line.example().withAttributes(Map.of("at", at)), opening))
                            .entitled())
                    .isFalse();
            assertThat(after.decide(after.openAt(line.example().withAttributes(Map.of("at", at)), opening))
                            .entitled())
                    .isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "attribute[\"at\"] < $param;2026-03-02;attribute[\"at\"] < $param;2026-03-02T12:00Z;dates before the change, and with instants after",
                "attribute[\"at\"] == \"$param\";soon;attribute[\"at\"] < $param;2026-03-02;texts before the change, and with dates after",
                "attribute[\"at\"] < $param;2026-03-02;" + DAYS
                        + ";after opening;dates before the change, and with dates relative to the opening after",
                "attribute[\"at\", \"Asia/Tokyo\"] == $param;after opening;" + DAYS
                        + ";after opening;dates relative to the opening before",
                DAYS + ";more than 30 days before opening;" + DAYS
                        + ";more than 1 month before opening;dates relative to the opening before"
            })
    void anAttributeThatIsComparedInAnotherWayIsNotComparedInSilence(
            String before, String cell, String after, String laterCell, String words) {
        PolicyImpact impact = impact(policy(before, cell), policy(after, laterCell));

        assertThat(impact.complete()).isFalse();
        assertThat(impact.limit()).contains("“at” is compared with " + words, "are not compared");
        assertThat(impact.lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not sent", "otherwise"})
    void aColumnWithAZoneMayNameNoTimeFromTheOpening(String cell) {
        PolicyImpact impact = impact(policy(DAYS, cell), policy(DAYS, cell, cell));

        assertThat(impact.complete()).isTrue();
        assertThat(impact.lines()).isEmpty();
    }

    @Test
    void anAttributeWhoseTextsWereRefusedHasNoAnswersThatChange() {
        PolicyImpact impact =
                impact(policy("attribute[\"at\"] < $param", "5"), policy("attribute[\"at\"] < $param", "2026-03-02"));

        assertThat(impact.complete()).isTrue();
    }

    @Test
    void theFirstCellBelowABlankColumnIsCompared() {
        PolicyImpact impact = impact(policy(DAYS, ""), policy(DAYS, "after opening"));

        assertThat(impact.complete()).isTrue();
        assertThat(impact.lines().stream().map(PolicyImpact.ImpactLine::asSentence))
                .contains("at up to opening: entitled: yes → no (worse), because of matrix.csv!A8");
        assertThat(impact(policy(DAYS, ""), policy(DAYS, "", "")).complete()).isTrue();
    }
}
