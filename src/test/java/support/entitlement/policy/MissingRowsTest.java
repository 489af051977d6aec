package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.decision.Decision.TableName;
import support.entitlement.decision.Query;
import support.entitlement.table.check.LogicTables;
import support.entitlement.table.sheet.Sheet;

class MissingRowsTest {

    private static final Policy POLICY = PolicyCompiler.compileChecked(LogicTables.tables(
            LogicTables.sheet(
                    "facts.csv",
                    "collect",
                    "Query",
                    "Plan: plan == \"$param\" | Severity: attribute[\"severity\"] == \"$param\""
                            + " | Level: entitlement.supportLevel(\"$param\") | Category: entitlement.slaCategory(\"$param\")",
                    "Free | | Basic | ",
                    "Free | high | | 1"),
            LogicTables.sheet(
                    "matrix.csv",
                    "unique",
                    "Coverage",
                    "Level: supportLevel == \"$param\" | Type: issueType == \"$param\" | Category: slaCategory == \"$param\""
                            + " | Entitled: entitlement.entitled($param)",
                    "Basic | Bug | 1 | yes")));

    @Test
    void aTableOfWhichARowMatchesIsNamedIfNoneGivesTheCategoryThatIsNeeded() {
        assertThat(POLICY.decide(query("high")).noRowIn()).isEmpty();
        assertThat(POLICY.decide(query("low")).noRowIn())
                .containsExactly(new TableName("facts", "facts.csv"), new TableName("matrix", "matrix.csv"));
    }

    @ParameterizedTest
    @CsvSource({"Bug, no", "Question, not stated"})
    void noTableLacksARowWhereOneSaysThatThePolicyDeniesOrLeavesOpen(String issueType, String entitled) {
        Policy policy = PolicyCompiler.compileChecked(LogicTables.tables(
                tableOfEntitled("bugs.csv", "Bug | no"), tableOfEntitled("questions.csv", "Question | not stated")));

        assertThat(policy.decide(query(issueType, "low")).noRowIn())
                .as(entitled)
                .isEmpty();
        assertThat(policy.decide(query("Feature", "low")).noRowIn())
                .extracting(TableName::file)
                .containsExactly("bugs.csv", "questions.csv");
    }

    private static Sheet tableOfEntitled(String file, String row) {
        return LogicTables.sheet(
                file,
                "unique",
                "Coverage",
                "Type: issueType == \"$param\" | Entitled: entitlement.entitled($param)",
                row);
    }

    private static Query query(String severity) {
        return query("Bug", severity);
    }

    private static Query query(String issueType, String severity) {
        return new Query("Free", issueType, null, null, null, null, Map.of("severity", severity));
    }
}
