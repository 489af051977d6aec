package support.entitlement.policy;

import support.entitlement.decision.MatchedRow;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Place;

/**
 * The row that a rule was made of.
 *
 * @param matched the row as explanations show it
 * @param place its first cell
 * @param hitPolicy how many rows of its table count
 */
record RuleRow(MatchedRow matched, Place place, HitPolicy hitPolicy) {}
