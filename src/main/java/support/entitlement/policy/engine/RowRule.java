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
     * A statement of a rule. The title and the place of its column are not part of it, so that rules stay equal when these change.
     *
     * @param onFact true if the fact receives it, and not the entitlement
     * @param method the action
     * @param literals the fixed arguments that precede the value
     * @param value the value of the cell
     */
    record Action(boolean onFact, String method, List<String> literals, Object value) {

        static Action of(ActionColumn column, Object value) {
            return new Action(!column.isOnEntitlement(), column.method(), column.literals(), value);
        }
    }
}
