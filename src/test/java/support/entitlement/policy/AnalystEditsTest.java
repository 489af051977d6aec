package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static support.entitlement.Queries.query;
import static support.entitlement.Queries.withAttributes;
import static support.entitlement.Queries.withCategory;
import static support.entitlement.Queries.withChannel;
import static support.entitlement.Queries.withImpact;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.EditedTables;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.OfferedChannel;
import support.entitlement.decision.Decision.Reason;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Query;
import support.entitlement.decision.Within;

/**
 * Tests what analysts can change in tables alone. Each test edits a copy of the shipped tables and queries the policy
 * again.
 */
class AnalystEditsTest {

    private static final Query FREE = query("Free", "Issue reports");
    private static final Query PREMIUM = query("Enterprise Premium", "Issue reports");
    private static final List<String> FREE_ISSUES = List.of("Basic", "Issue reports");
    private static final List<String> FIRST_ACKNOWLEDGE = List.of("Issue reports, API outage", "Acknowledge");

    private EditedTables tables;

    @BeforeEach
    void copyTheShippedTables(@TempDir Path directory) {
        tables = EditedTables.in(directory);
    }

    @Test
    void aNewPlanGivesTheLevelThatItsRowNames() {
        assertThat(decide(query("Gold", "Product support")).entitled()).isFalse();

        tables.addRow("plans.csv", Map.of("Plan", "Gold", "Support level", "Enterprise Advanced"));

        assertThat(decide(query("Gold", "Product support")).supportLevel()).isEqualTo("Enterprise Advanced");
        assertThat(channelsFor(query("Gold", "Product support")))
                .containsExactly("Customer Success Manager", "Support Portal");
    }

    @Test
    void aNewIssueTypeIsCoveredByItsRow() {
        tables.addRow(
                "support-matrix.csv",
                Map.of(
                        "Support level", "Basic",
                        "Issue type", "Security report",
                        "Entitled", "yes",
                        "Support channels", "Support Portal"));

        assertThat(channelsFor(query("Free", "Security report"))).containsExactly("Support Portal");
        assertThat(decide(query("Enterprise Premium", "Security report")).entitled())
                .isFalse();
    }

    @Test
    void aNewSupportLevelIsGivenByAPlanAndMatchedByTheMatrix() {
        tables.addRow("plans.csv", Map.of("Plan", "Gold", "Support level", "Golden"))
                .addRow(
                        "support-matrix.csv",
                        Map.of("Support level", "Golden", "Entitled", "yes", "Support channels", "Landline"));

        assertThat(decide(query("Gold", "Issue reports")).supportLevel()).isEqualTo("Golden");
        assertThat(channelsFor(query("Gold", "Issue reports"))).containsExactly("Landline");
    }

    @Test
    void aNewSlaCategoryIsDerivedDefinedAndPromised() {
        tables.addRow("sla-categories.csv", Map.of("Production use", "merely ugly", "SLA category", "4"))
                .addRow("sla-definitions.csv", Map.of("SLA category", "4", "Definition", "It looks bad."))
                .addRow(
                        "sla-agreements.csv",
                        Map.of("SLA category", "4", "Milestone", "Look at it", "Within", "40 h", "Calendar", "24x7"));

        Decision decision = decide(withImpact(PREMIUM, "merely ugly", null));

        assertThat(decision.slaCategory()).isEqualTo(new Decision.SlaCategory("4", "It looks bad."));
        assertThat(decision.milestones()).extracting(Milestone::name).containsExactly("Look at it");
    }

    @Test
    void aNewChannelIsOfferedOnItsTerms() {
        tables.addRow("channels.csv", Map.of("Channel", "Chat", "Medium", "chat", "Terms", "on weekdays"))
                .replaceInRow("support-matrix.csv", FREE_ISSUES, "Support channels", "Chat, Support Forum");

        assertThat(decide(FREE).channels())
                .containsExactly(
                        new OfferedChannel("Chat", "chat", "on weekdays"),
                        new OfferedChannel("Support Forum", "forum", "public or private thread"));
        assertThat(decide(withChannel(FREE, "Chat")).channelAllowed()).isTrue();
    }

    @Test
    void aNewMilestoneStandsBehindTheOthers() {
        tables.addRow(
                "sla-agreements.csv",
                Map.of("SLA category", "1", "Milestone", "Workaround", "Within", "2 hours", "Calendar", "24x7"));

        assertThat(decide(withCategory(PREMIUM, "1")).milestones())
                .extracting(Milestone::name)
                .containsExactly("Acknowledge", "Initial response", "Workaround");
    }

    @ParameterizedTest
    @CsvSource({"90 minutes, PT1H30M", "PT1H, PT1H", "2 Hours, PT2H", "15min, PT15M"})
    void aTimeIsWrittenInWordsOrInIsoForm(String cell, Duration expected) {
        tables.replaceInRow("sla-agreements.csv", FIRST_ACKNOWLEDGE, "Within", cell);

        assertThat(decide(withCategory(PREMIUM, "1")).milestones())
                .first()
                .extracting(Milestone::within)
                .isEqualTo(new Within(expected));
    }

    @Test
    void aRenamedPlanKeepsItsAnswersUnderItsNewName() {
        Decision before = decide(query("Starter", "Issue reports"));

        Policy after =
                tables.replaceEverywhere("plans.csv", "Starter", "Launch").compile();

        assertThat(after.decide(query("Launch", "Issue reports")).promisesTheSameAs(before))
                .isTrue();
        assertThat(after.vocabulary().plans().findSpelling("Starter")).isEmpty();
    }

    @Test
    void aTermOfTheAnalystsOwnIsPartOfTheAnswer() {
        tables.addColumn(
                        "support-matrix.csv",
                        "ACTION",
                        "entitlement.term(\"escalation contact\", \"$param\")",
                        "Escalation")
                .replaceInRow("support-matrix.csv", FREE_ISSUES, "Escalation", "duty@example.com");

        assertThat(decide(FREE).terms()).isEqualTo(Map.of("escalation contact", "duty@example.com"));
        assertThat(decide(PREMIUM).terms()).isEmpty();
    }

    @Test
    void aConditionOnATextAttributeNarrowsItsRow() {
        narrowFreeIssues("attribute[\"region\"] == \"$param\"", "EU");

        assertThat(entitledWith("region", "EU")).isTrue();
        assertThat(entitledWith("region", "US")).isFalse();
    }

    @Test
    void aConditionOnANumericAttributeNarrowsItsRow() {
        narrowFreeIssues("attribute[\"seats\"] >= $param", "100");

        assertThat(entitledWith("seats", 100)).isTrue();
        assertThat(entitledWith("seats", 99.5)).isFalse();
    }

    @Test
    void aConditionOnABooleanAttributeNarrowsItsRow() {
        narrowFreeIssues("attribute[\"vip\"] == $param", "yes");

        assertThat(entitledWith("vip", true)).isTrue();
        assertThat(entitledWith("vip", false)).isFalse();
    }

    @Test
    void aConditionOnAListOfAttributeValuesNarrowsItsRow() {
        narrowFreeIssues("attribute[\"language\"] in ($param)", "de, fr");

        assertThat(entitledWith("language", "fr")).isTrue();
        assertThat(entitledWith("language", "en")).isFalse();
    }

    @Test
    void anAttributeThatWasNotSentIsMissingWhereItDecides() {
        narrowFreeIssues("attribute[\"region\"] == \"$param\"", "EU");

        Decision decision = decide(FREE);

        assertThat(decision.missingPointers()).containsExactly("/attributes/region");
        assertThat(decision.reason()).isEqualTo(Reason.MISSING_FACTS);
    }

    @Test
    void anAttributeThatWasNotSentIsNotMissingWhereItMakesNoDifference() {
        narrowFreeIssues("attribute[\"region\"] == \"$param\"", "EU");

        assertThat(decide(query("Free", "Product support")).missingPointers()).isEmpty();
        assertThat(decide(withAttributes(FREE, Map.of("region", "US"))).missingPointers())
                .isEmpty();
    }

    @Test
    void anAttributeIsNotMissingWhereTwoRowsSayTheSameWithAndWithoutIt() {
        tables.addTable(
                "regions.csv",
                "Coverage",
                "attribute[\"region\"] == \"$param\"",
                "entitlement.term(\"contact\", \"$param\")",
                List.of(List.of("", "duty"), List.of("EU", "duty")));

        assertThat(decide(FREE).missingPointers()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void everyOperatorWorksOnEveryFact(String fact, String condition, String cell, List<Query> met, List<Query> unmet) {
        Policy policy = tables.addTable(
                        "extra.csv",
                        fact,
                        condition,
                        "entitlement.term(\"extra\", \"$param\")",
                        List.of(List.of(cell, "met")))
                .compile();

        assertThat(met)
                .allMatch(query -> "met".equals(policy.decide(query).terms().get("extra")));
        assertThat(unmet).noneMatch(query -> policy.decide(query).terms().containsKey("extra"));
    }

    static Stream<Arguments> conditions() {
        return Stream.of("Query", "Coverage").flatMap(AnalystEditsTest::conditionsOn);
    }

    private static Stream<Arguments> conditionsOn(String fact) {
        Query starter = query("Starter", "Issue reports");
        Query stands = withImpact(FREE, "not possible", false);
        Query second = withCategory(FREE, "2");
        return Stream.of(
                Arguments.of(fact, "plan == \"$param\"", "Free", List.of(FREE), List.of(starter)),
                Arguments.of(fact, "plan != \"$param\"", "Free", List.of(starter), List.of(FREE)),
                Arguments.of(fact, "plan in ($param)", "Free, Small", List.of(FREE), List.of(starter)),
                Arguments.of(fact, "issueType == $param", "Issue reports", List.of(FREE), List.of()),
                Arguments.of(fact, "productionUse == \"$param\"", "not possible", List.of(stands), List.of(FREE)),
                Arguments.of(fact, "productionUse != \"$param\"", "not possible", List.of(FREE), List.of(stands)),
                Arguments.of(fact, "workaround == $param", "no", List.of(stands), List.of(FREE)),
                Arguments.of(fact, "workaround != $param", "no", List.of(FREE), List.of(stands)),
                Arguments.of(fact, "workaround in ($param)", "yes, no", List.of(stands), List.of(FREE)),
                Arguments.of(fact, "slaCategory == \"$param\"", "2", List.of(second), List.of(FREE)),
                Arguments.of(fact, "slaCategory in ($param)", "2, 3", List.of(second), List.of(FREE)),
                Arguments.of(
                        fact,
                        "channel == \"$param\"",
                        "Landline",
                        List.of(withChannel(FREE, "Landline")),
                        List.of(FREE)),
                onSeats(fact, "== $param", "5", List.of(5, 5.0), List.of(4, 6, "5", true)),
                onSeats(fact, "!= $param", "5", List.of(4, 5.5), List.of(5)),
                onSeats(fact, "< $param", "5", List.of(4.99, -5), List.of(5, 6, "4")),
                onSeats(fact, "<= $param", "5.5", List.of(5.5, 5), List.of(5.51)),
                onSeats(fact, "> $param", "5", List.of(5.01, 1e12), List.of(5, 4)),
                onSeats(fact, ">= $param", "12345678901", List.of(12345678901L), List.of(12345678900L)),
                onSeats(fact, "in ($param)", "5, 7.5", List.of(5, 7.5), List.of(6, 7)),
                onSeats(fact, "== \"$param\"", "5", List.of("5"), List.of(5)),
                onSeats(fact, "!= \"$param\"", "many", List.of("few"), List.of("many")),
                onSeats(fact, "in (\"$param\")", "few, 5", List.of("few", "5"), List.of("many", 5)),
                onSeats(fact, "== $param", "yes", List.of(true), List.of(false, "yes")),
                onSeats(fact, "!= $param", "yes", List.of(false), List.of(true)),
                onSeats(fact, "in ($param)", "yes, no", List.of(true, false), List.of("maybe")));
    }

    private static Arguments onSeats(String fact, String comparison, String cell, List<?> met, List<?> unmet) {
        return Arguments.of(fact, "attribute[\"seats\"] " + comparison, cell, withSeats(met), withSeats(unmet));
    }

    private static List<Query> withSeats(List<?> values) {
        return values.stream()
                .map(value -> withAttributes(FREE, Map.of("seats", value)))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Query", "Coverage"})
    void aFactThatWasNotSentMeetsOnlyNotEqual(String fact) {
        Policy policy = tables.addTable(
                        "extra.csv",
                        fact,
                        "attribute[\"seats\"] != $param",
                        "entitlement.term(\"extra\", \"$param\")",
                        List.of(List.of("5", "met")))
                .addTable(
                        "other.csv",
                        fact,
                        "attribute[\"seats\"] < $param",
                        "entitlement.term(\"other\", \"$param\")",
                        List.of(List.of("5", "met")))
                .compile();

        assertThat(policy.decide(FREE).terms()).containsOnlyKeys("extra");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Query", "Coverage", "Channel"})
    void aRowWithoutConditionsMatchesEveryQueryEveryTime(String fact) {
        String field = fact.equals("Channel") ? "name" : "plan";
        Policy policy = tables.addTable(
                        "always.csv",
                        fact,
                        field + " == \"$param\"",
                        "entitlement.term(\"always\", \"$param\")",
                        List.of(List.of("", "said")))
                .compile();

        for (Query query : List.of(FREE, FREE, query("Starter", "Product support"), FREE)) {
            assertThat(policy.decideUncached(query).terms()).containsEntry("always", "said");
        }
    }

    @Test
    void aPlanThatNoRowGivesALevelIsNotCoveredForWantOfThatRow() {
        Policy policy = tables.addColumn("plans.csv", "CONDITION", "attribute[\"seats\"] >= $param", "Seats from")
                .replaceInRow("plans.csv", List.of("Enterprise Advanced"), "Seats from", "10")
                .compile();

        Decision decision =
                policy.decide(withAttributes(query("Enterprise Advanced", "Issue reports"), Map.of("seats", 5.0)));

        assertThat(decision.supportLevel()).isNull();
        assertThat(decision.noRowIn())
                .extracting(Decision.TableName::file)
                .containsExactly("plans.csv", "support-matrix.csv");
    }

    @Test
    void twoRowsWithoutConditionsBothMatchInTheirOrder() {
        tables.addTable(
                        "always.csv",
                        "Coverage",
                        "plan == \"$param\"",
                        "entitlement.commitment(\"$param\")",
                        List.of(List.of("", "first"), List.of("", "second")))
                .hitPolicy("always.csv", "collect");

        assertThat(decide(FREE).commitments()).containsExactly("first", "second");
    }

    @Test
    void aBlankRowNeverDropsWhatFollows() {
        Decision before = decide(FREE);

        tables.addBlankRowAbove("support-matrix.csv", FREE_ISSUES);

        assertThat(decide(FREE).promisesTheSameAs(before)).isTrue();
        assertThat(decide(FREE).entitled()).isTrue();
    }

    @Test
    void aBlankRowIsCountedInTheNumberOfThoseBelow() {
        int before = rowOfMatrix(decide(FREE));

        tables.addBlankRowAbove("support-matrix.csv", FREE_ISSUES);

        assertThat(rowOfMatrix(decide(FREE))).isEqualTo(before + 1);
    }

    @Test
    void aLineBreakInsideACellIsPartOfItsText() {
        tables.replaceInRow("support-matrix.csv", FREE_ISSUES, "Covers", "One line,\nand another.\r\nEnd");

        assertThat(decide(FREE).covers()).isEqualTo("One line,\nand another.\nEnd");
        assertThat(decide(query("Free", "Product support")).entitled()).isTrue();
    }

    @Test
    void theFirstOfAllRowsCountsToo() {
        tables.addFirstRow("plans.csv", Map.of("Plan", "Gold", "Support level", "Basic"));

        assertThat(decide(query("Gold", "Issue reports")).entitled()).isTrue();
        assertThat(decide(FREE).entitled()).isTrue();
    }

    private void narrowFreeIssues(String condition, String cell) {
        tables.addColumn("support-matrix.csv", "CONDITION", condition, "Only for")
                .replaceInRow("support-matrix.csv", FREE_ISSUES, "Only for", cell);
    }

    private boolean entitledWith(String attribute, Object value) {
        return decide(withAttributes(FREE, Map.of(attribute, value))).entitled();
    }

    private static int rowOfMatrix(Decision decision) {
        return decision.because().stream()
                .filter(row -> row.file().equals("support-matrix.csv"))
                .findFirst()
                .orElseThrow()
                .row();
    }

    private List<String> channelsFor(Query query) {
        return decide(query).channels().stream().map(OfferedChannel::name).toList();
    }

    private Decision decide(Query query) {
        return tables.compile().decide(query);
    }
}
