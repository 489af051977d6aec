package support.entitlement.web.status;

import java.time.OffsetDateTime;
import java.util.List;
import support.entitlement.decision.Milestone;
import support.entitlement.sla.Event;

/**
 * A parsed case.
 *
 * @param promised the milestones promised at the opening
 * @param answers all decisions; the one for the instant asked about is the last
 * @param events in the order in which they were sent; those that changed facts carry the milestones promised from
 *     then on
 * @param at the instant asked about
 */
record ParsedCase(List<Milestone> promised, List<CaseDecision> answers, List<Event> events, OffsetDateTime at) {

    CaseDecision lastDecision() {
        return answers.get(answers.size() - 1);
    }
}
