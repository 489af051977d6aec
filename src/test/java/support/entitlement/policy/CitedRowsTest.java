package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static support.entitlement.Queries.query;
import static support.entitlement.Queries.withAttributes;
import static support.entitlement.Queries.withCategory;
import static support.entitlement.Queries.withImpact;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.TableName;
import support.entitlement.decision.MatchedRow;
import support.entitlement.decision.Query;

/** Tests that an answer cites the rows that made it and no others, and names the tables that lack a row. */
class CitedRowsTest {

    private static final Query PREMIUM = query("Enterprise Premium", "Issue reports");
    private static final TableName CATEGORIES = new TableName("SLA categories", "sla-categories.csv");

    @TempDir
    private Path directory;

    @Test
    void aRowWhoseCategoryTheAgentOverrulesIsNotCited() {
        Policy policy = EditedTables.in(directory)
                .addTable(
                        "big.csv",
                        "Query",
                        "attribute[\"seats\"] >= $param",
                        "entitlement.slaCategory(\"$param\")",
                        List.of(List.of("100", "1")))
                .compile();
        Query big = withAttributes(PREMIUM, Map.of("seats", 500));

        assertThat(cited(policy.decide(big))).contains("big.csv");
        assertThat(cited(policy.decide(withCategory(big, "3"))))
                .doesNotContain("big.csv")
                .contains("sla-definitions.csv");
        assertThat(cited(policy.decide(withImpact(big, "not possible", true))))
                .as("the table that is asked last prevails")
                .doesNotContain("big.csv")
                .contains("sla-categories.csv");
    }

    @Test
    void theDefinitionOfACategoryThatIsOverruledIsNotThatOfTheOther() {
        Policy policy = EditedTables.in(directory)
                .addColumn("sla-categories.csv", "ACTION", "entitlement.definition(\"$param\")", "Definition")
                .replaceInRow("sla-categories.csv", List.of("not severely impacted"), "Definition", "of the third")
                .addColumn("sla-categories.csv", "CONDITION", "attribute[\"open\"] == $param", "Open")
                .replaceInRow("sla-categories.csv", List.of("not severely impacted"), "Open", "yes")
                .replaceInRow("sla-categories.csv", List.of("not severely impacted"), "Production use", "")
                .replaceEverywhere("sla-definitions.csv", "\n2,", "\n4,")
                .compileUnchecked();

        Decision sent = policy.decide(withAttributes(withCategory(PREMIUM, "2"), Map.of("open", true)));

        assertThat(sent.slaCategory()).isEqualTo(new Decision.SlaCategory("2", null, "3", null));
        assertThat(cited(sent)).doesNotContain("sla-categories.csv");
    }

    @Test
    void aDenialCitesNoRowOfAPromiseThatItDoesNotMake() {
        Policy policy = EditedTables.in(directory).compile();

        Decision denied = policy.decide(withCategory(query("Enterprise Premium", "API outage"), "2"));

        assertThat(denied.entitled()).isFalse();
        assertThat(cited(denied)).containsExactly("plans.csv", "support-matrix.csv", "sla-definitions.csv");
    }

    @Test
    void aNoKeepsItsTermsAndItsWords() {
        Policy policy = EditedTables.in(directory)
                .addColumn("support-matrix.csv", "ACTION", "entitlement.term(\"upgrade\", \"$param\")", "Upgrade")
                .replaceInRow("support-matrix.csv", List.of("2, 3"), "Upgrade", "ask for category 1")
                .replaceInRow("support-matrix.csv", List.of("2, 3"), "Guarantee in words", "Outages only.")
                .compile();

        Decision denied = policy.decide(withCategory(query("Enterprise Premium", "API outage"), "2"));

        assertThat(denied.entitled()).isFalse();
        assertThat(denied.terms()).isEqualTo(Map.of("upgrade", "ask for category 1"));
        assertThat(denied.guarantee()).isEqualTo(new Decision.Guarantee(null, "Outages only."));
        assertThat(cited(denied)).contains("support-matrix.csv");
    }

    @Test
    void aTableOfCategoriesWithoutARowIsNamedAlsoWhereSupportIsGranted() {
        Policy policy = byUsers();

        Decision beyond = policy.decide(withAttributes(PREMIUM, Map.of("users", 5_000)));

        assertThat(beyond.entitled()).isTrue();
        assertThat(beyond.milestones()).isEmpty();
        assertThat(beyond.noRowIn()).containsExactly(CATEGORIES);
    }

    @Test
    void aFactThatWasNotSentIsMissingAndNoTableIsNamedForIt() {
        Policy policy = byUsers();

        assertThat(policy.decide(PREMIUM).noRowIn()).isEmpty();
        assertThat(policy.decide(PREMIUM).missingPointers()).contains("/attributes/users", "/impact/productionUse");
        assertThat(policy.decide(withAttributes(PREMIUM, Map.of("users", 5))).noRowIn())
                .isEmpty();
        assertThat(policy.decide(withCategory(withAttributes(PREMIUM, Map.of("users", 5_000)), "2"))
                        .noRowIn())
                .isEmpty();
    }

    @Test
    void aTableOfCategoriesIsNotNamedWhereNoRowAsksForOne() {
        Decision free = byUsers().decide(withAttributes(query("Free", "Issue reports"), Map.of("users", 5_000)));

        assertThat(free.noRowIn()).isEmpty();
    }

    @Test
    void aDenialThatACategoryWouldTurnNamesTheTableOfCategoriesToo() {
        Policy policy = byUsers();

        assertThat(policy.decide(withAttributes(query("Enterprise Premium", "API outage"), Map.of("users", 5_000)))
                        .noRowIn())
                .contains(CATEGORIES);
    }

    @Test
    void aResponseTimeWithoutAMilestoneNamesTheTableOfMilestones() {
        Policy policy = EditedTables.in(directory)
                .replaceEverywhere(
                        "sla-agreements.csv",
                        "Enterprise Premium,Issue reports,2",
                        "Enterprise Advanced,Issue reports,2")
                .compile();

        assertThat(policy.decide(withCategory(PREMIUM, "2")).noRowIn())
                .containsExactly(new TableName("SLA agreements", "sla-agreements.csv"));
    }

    /** Returns a policy whose categories apply up to a number of users. */
    private Policy byUsers() {
        EditedTables tables = EditedTables.in(directory)
                .addColumn("sla-categories.csv", "CONDITION", "attribute[\"users\"] <= $param", "Users up to");
        Stream.of(
                        List.of("not possible", "no"),
                        List.of("not possible", "yes"),
                        List.of("substantially degraded"),
                        List.of("not severely impacted"))
                .forEach(row -> tables.replaceInRow("sla-categories.csv", row, "Users up to", "1000"));
        return tables.compile();
    }

    private static List<String> cited(Decision decision) {
        return decision.because().stream().map(MatchedRow::file).distinct().toList();
    }
}
