package support.entitlement.web.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import support.entitlement.policy.Policy;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.table.Table;
import support.entitlement.table.check.LogicTables;
import support.entitlement.table.sheet.Sheet;

class TableResponseTest {

    private static final String LEVEL = "entitlement.supportLevel(\"$param\")";

    /** The hit policy above the lower table belongs to its header, and so do the blank rows between the two. */
    @Test
    void ofTwoTablesInASheetEachHasItsOwnHeader() {
        Sheet upper = LogicTables.sheet(
                "both.csv", "unique", "Query", "Plan: plan == \"$param\" | Level: " + LEVEL, "Free | Basic");
        Sheet lower = LogicTables.sheet(
                "again.csv",
                "first",
                "Coverage",
                "Level: supportLevel == \"$param\" | Entitled: entitlement.entitled($param)",
                "Basic | yes");
        List<List<String>> rows = new ArrayList<>(upper.rows());
        rows.add(List.of());
        rows.addAll(lower.rows().subList(1, lower.rows().size()));
        Sheet both = new Sheet("both.csv", null, rows);
        Policy policy = PolicyCompiler.compileChecked(LogicTables.tables(both));

        assertThat(headerRows(policy, "both")).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(headerRows(policy, "again")).containsExactly(9, 10, 11, 12, 13, 14, 15);
        assertThat(response(policy, "again").columns().get(0).template()).isEqualTo("supportLevel == \"$param\"");
        assertThat(response(policy, "again").hitPolicy()).isEqualTo("first");
    }

    @Test
    void theHeaderBelowATableWithoutRowsBeginsAfterTheHeaderOfThatTable() {
        Sheet upper = LogicTables.sheet("both.csv", "unique", "Query", "Plan: plan == \"$param\" | Level: " + LEVEL);
        Sheet lower = LogicTables.sheet(
                "again.csv", "first", "Query", "Plan: plan == \"$param\" | Level: " + LEVEL, "Free | Basic");
        List<List<String>> rows = new ArrayList<>(upper.rows());
        rows.addAll(lower.rows().subList(1, lower.rows().size()));
        Policy policy = PolicyCompiler.compileChecked(LogicTables.tables(new Sheet("both.csv", null, rows)));

        assertThat(headerRows(policy, "again")).containsExactly(8, 9, 10, 11, 12, 13);
    }

    /** Names are known to mean the same by the input, however its template is spelt. */
    @Test
    void aConditionSaysWhatItComparesAndHow() {
        Policy policy = PolicyCompiler.compileChecked(LogicTables.tables(
                LogicTables.sheet(
                        "plans.csv",
                        "first",
                        "Query",
                        "Plan: plan in($param) | Kind: attribute[\"kind\"]!=\"$param\" | Level: " + LEVEL,
                        "Free | old | Basic"),
                LogicTables.sheet(
                        "levels.csv",
                        "first",
                        "Coverage",
                        "Level: supportLevel  not  in ($param) | Entitled: entitlement.entitled($param)",
                        "Gold | yes"),
                LogicTables.sheet(
                        "desks.csv",
                        "first",
                        "$c : Channel",
                        "Channel: name==\"$param\" | Medium: $c.medium(\"$param\")",
                        "Desk | phone")));

        assertThat(comparisons(policy, "plans")).containsExactly("plan in", "attribute[\"kind\"] !=", "null null");
        assertThat(comparisons(policy, "levels")).containsExactly("supportLevel not in", "null null");
        assertThat(comparisons(policy, "desks")).containsExactly("Channel.name ==", "null null");
    }

    private static List<String> comparisons(Policy policy, String name) {
        return response(policy, name).columns().stream()
                .map(column -> column.input() + " " + column.operator())
                .toList();
    }

    private static List<Integer> headerRows(Policy policy, String name) {
        return response(policy, name).header().stream()
                .map(TableResponse.HeaderRowResponse::row)
                .toList();
    }

    private static TableResponse response(Policy policy, String name) {
        Table table = TableLookup.findTable(policy, name);
        return TableResponse.of(table, policy);
    }
}
