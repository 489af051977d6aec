package support.entitlement.policy;

import support.entitlement.decision.MatchedRow;
import support.entitlement.table.HitPolicy;

/**
 * The row that a rule was made of.
 *
 * @param matched the row as explanations show it
 * @param hitPolicy how many rows of its table count
 */
record RuleRow(MatchedRow matched, HitPolicy hitPolicy) {}
