package support.entitlement.web.calendar;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import support.entitlement.calendar.Calendar;
import support.entitlement.decision.Within;
import support.entitlement.policy.Policy;
import support.entitlement.web.evaluation.EvaluationResponse;

/**
 * The instant at which a time falls due that is counted in a calendar. Both instants have the offset that its zone has then.
 *
 * @param within the time as it was sent
 * @param openThen true if the calendar is open at {@code from}
 */
record DueTimeResponse(
        String calendar,
        String zone,
        String within,
        OffsetDateTime from,
        boolean openThen,
        OffsetDateTime dueAt,
        EvaluationResponse.PolicyReference policy) {

    static DueTimeResponse of(String name, String text, Within within, Instant from, Policy policy) {
        Calendar calendar = policy.calendars().get(name);
        ZoneId zone = calendar.zone();
        return new DueTimeResponse(
                name,
                zone.getId(),
                text,
                from.atZone(zone).toOffsetDateTime(),
                calendar.isOpenAt(from),
                calendar.dueAt(from, within).atZone(zone).toOffsetDateTime(),
                EvaluationResponse.PolicyReference.of(policy));
    }
}
