package support.entitlement.policy.engine;

import java.util.List;
import support.entitlement.decision.MatchedRow;
import support.entitlement.table.HitPolicy;

/**
 * The row from which a rule was made.
 *
 * @param matched the row in the form that explanations show
 * @param hitPolicy the hit policy of its table
 * @param leftOut the conditions of the row that its rule leaves out
 */
record RuleRow(MatchedRow matched, HitPolicy hitPolicy, List<LeftOutCondition> leftOut) {

    /** Returns true if the conditions hold that the rule leaves out. */
    boolean holdsFor(Object fact) {
        for (LeftOutCondition condition : leftOut) {
            if (!condition.holdsFor(fact)) {
                return false;
            }
        }
        return true;
    }
}
