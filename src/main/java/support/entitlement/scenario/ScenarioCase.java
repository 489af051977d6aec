package support.entitlement.scenario;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import support.entitlement.scenario.FactChanges.ChangedFacts;
import support.entitlement.sla.Event;

/**
 * The case of a scenario.
 *
 * @param openedAt its opening
 * @param events its events, the opening too
 * @param changes the facts that changed with events, in order
 * @param at the instant at which it is looked at
 */
record ScenarioCase(OffsetDateTime openedAt, List<Event> events, List<ChangedFacts> changes, Instant at) {

    /** Returns the case with changes of facts. */
    ScenarioCase withChanges(List<ChangedFacts> changed) {
        return new ScenarioCase(openedAt, events, changed, at);
    }
}
