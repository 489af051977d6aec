package support.entitlement.policy.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import support.entitlement.policy.engine.RowRule.Action;
import support.entitlement.policy.engine.RowRule.Condition;
import support.entitlement.table.Column.ConditionColumn;
import support.entitlement.table.Row;
import support.entitlement.table.Table;

/**
 * Makes the rules of a table.
 *
 * <p>A row becomes a rule for each combination of its lists' values, so that every list is a set of equalities, which
 * Drools hashes. If they are too many, the longest lists are left out of the rules and looked up by {@link HitFilter}:
 * four lists of thirty names would be 810,000 rules. A rule is named by its file and its number among all rules of a part,
 * so that rows which only moved in their file have equal rules.
 */
final class RowRuleMaker {

    private static final Comparator<ConditionColumn> HASHED_FIRST = Comparator.comparing(
            column -> column.attribute() || !column.operator().namesValues());

    private final Table table;
    private final List<ConditionColumn> conditions;
    private int extraRules;

    private RowRuleMaker(Table table, int extraRules) {
        this.table = table;
        this.extraRules = extraRules;
        this.conditions = table.conditions().stream().sorted(HASHED_FIRST).toList();
    }

    /** Returns the number of rules of a table if it may have this many more rules than rows. */
    static int countRules(Table table, int extraRules) {
        int extra = extraRules;
        for (Row row : table.rows()) {
            extra -= new RowCombinations(table, table.conditions(), row, extra).countRules() - 1;
        }
        return table.rows().size() + extraRules - extra;
    }

    /**
     * Makes the rules of one table.
     *
     * @param extraRules how many more rules than rows there may be
     * @param rules receives the rules, in the order in which they fire
     * @param rows receives the row of every rule by the rule's name
     */
    static void addRules(Table table, int extraRules, List<RowRule> rules, Map<String, RuleRow> rows) {
        RowRuleMaker maker = new RowRuleMaker(table, extraRules);
        table.rows().forEach(row -> maker.addRules(row, rules, rows));
    }

    private void addRules(Row row, List<RowRule> rules, Map<String, RuleRow> rowsByRule) {
        List<Action> actions = new ArrayList<>();
        table.actions().forEach(column -> {
            Object value = table.cellValue(row, column);
            if (value != null) {
                actions.add(Action.of(column, value));
            }
        });
        RowCombinations combinations = new RowCombinations(table, conditions, row, extraRules);
        extraRules -= combinations.countRules() - 1;
        RuleRow ruleRow = new RuleRow(row.matched(), table.hitPolicy(), combinations.leftOut());
        for (List<Condition> combination : combinations.conditionsByRule()) {
            String name = table.fileName() + "_" + (rules.size() + 1);
            rules.add(new RowRule(name, table.fact().factClass(), combination, List.copyOf(actions)));
            rowsByRule.put(name, ruleRow);
        }
    }
}
