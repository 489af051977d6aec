package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import support.entitlement.decision.Decision.TableName;
import support.entitlement.decision.Query;
import support.entitlement.table.check.LogicTables;

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

    private static Query query(String severity) {
        return new Query("Free", "Bug", null, null, null, null, Map.of("severity", severity));
    }
}
