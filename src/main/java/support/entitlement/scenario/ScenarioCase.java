package support.entitlement.scenario;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import support.entitlement.sla.Event;

/**
 * The case of a scenario.
 *
 * @param openedAt its opening
 * @param events its events, the opening too
 * @param at the instant at which it is looked at
 */
record ScenarioCase(OffsetDateTime openedAt, List<Event> events, Instant at) {}
