package support.entitlement.change.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import support.entitlement.policy.Policy;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.table.check.LogicTables;

class SentFactsImpactTest {

    /** The row for all other regions stays as it is written, and means other regions than before. */
    @Test
    void aValueThatAnotherRowNamesAnewChangesTheAnswersOfTheRowForAllOthers() {
        PolicyImpact impact = PolicyImpact.between(policy("EU", "FR"), policy("DE", "FR"), Duration.ofHours(1));

        assertThat(impact.lines().stream().map(PolicyImpact.ImpactLine::asSentence))
                .containsExactly(
                        "plan A, region EU; or plan B, region DE: entitled: yes → no (worse), because of matrix.csv!B8, matrix.csv!B9",
                        "plan A, region DE; or plan B, region EU: entitled: no → yes (better), because of matrix.csv!B8, matrix.csv!B9");
    }

    @Test
    void anotherValueThatCountsForAFactThatIsNotSentChangesTheAnswersWithoutThatFact() {
        PolicyImpact impact = PolicyImpact.between(policy("EU", "EU"), policy("EU", "DE"), Duration.ofHours(1));

        assertThat(impact.lines().stream().map(PolicyImpact.ImpactLine::asSentence))
                .containsExactly(
                        "plan A, no region: entitled: yes → no (worse), because of facts.csv",
                        "plan B, no region: entitled: no → yes (better), because of facts.csv");
    }

    private static Policy policy(String region, String ifNotSent) {
        return PolicyCompiler.compileChecked(LogicTables.tables(
                LogicTables.sheet(
                        "facts.csv",
                        "unique",
                        "$fact : Fact",
                        "Attribute: name == \"$param\" | Value: $fact.ifNotSent(\"$param\")",
                        "region | " + ifNotSent),
                LogicTables.sheet(
                        "plans.csv",
                        "unique",
                        "Query",
                        "Plan: plan in ($param) | Level: entitlement.supportLevel(\"$param\")",
                        "A, B | Basic"),
                LogicTables.sheet(
                        "matrix.csv",
                        "unique",
                        "Coverage",
                        "Plan: plan == \"$param\" | Region: attribute[\"region\"] == \"$param\" | Type: issueType == \"$param\""
                                + " | Entitled: entitlement.entitled($param)",
                        "A | " + region + " | Bug | yes",
                        "B | otherwise | Bug | yes")));
    }
}
