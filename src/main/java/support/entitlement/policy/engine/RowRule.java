package support.entitlement.policy.engine;

import java.util.List;
import support.entitlement.table.Column.ActionColumn;
import support.entitlement.table.Column.ConditionColumn;
import support.entitlement.table.Input;
import support.entitlement.table.Operator;

/**
 * A rule that was made from a row, for one combination of the values of its lists. Rules are equal if they match and do the same, wherever
 * their rows stand.
 *
 * @param name identifies it among the rules that are built together
 * @param fact the class of the fact that it matches
 * @param conditions its conditions, in the order in which they are tested
 * @param actions its actions, in their order
 */
record RowRule(String name, Class<?> fact, List<Condition> conditions, List<Action> actions) {

    /**
     * A condition of a rule.
     *
     * @param compared the input
     * @param operator the comparison with one value
     * @param value the value of the cell, or an element of its list
     */
    record Condition(Input compared, Operator operator, Object value) {

        static Condition of(ConditionColumn column, Object value) {
            return new Condition(
                    Input.ofCondition(column),
                    column.operator().takesList() ? Operator.EQUAL : column.operator(),
                    value);
        }

        boolean holdsFor(Object fact) {
            return ConditionColumn.holds(operator, compared.valueIn(fact), value);
        }
    }

    /**
     * A statement of a rule.
     *
     * @param column the column that names the action
     * @param value the value of the cell
     */
    record Action(ActionColumn column, Object value) {}
}
