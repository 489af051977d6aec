package support.entitlement.policy.engine;

import java.util.List;
import support.entitlement.decision.MatchedRow;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.problem.Place;

/**
 * The row that a rule was made of.
 *
 * @param matched the row as explanations show it
 * @param place its first cell
 * @param hitPolicy how many rows of its table count
 * @param lists the conditions of the row that its rule leaves out
 */
record RuleRow(MatchedRow matched, Place place, HitPolicy hitPolicy, List<ListCondition> lists) {

    /** Returns whether the conditions hold that the rule leaves out. */
    boolean holdsFor(Object fact) {
        for (ListCondition list : lists) {
            if (!list.holdsFor(fact)) {
                return false;
            }
        }
        return true;
    }
}
