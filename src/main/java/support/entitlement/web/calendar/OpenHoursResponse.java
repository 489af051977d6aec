package support.entitlement.web.calendar;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import support.entitlement.calendar.Calendar;
import support.entitlement.calendar.Stretch;
import support.entitlement.policy.Policy;
import support.entitlement.web.evaluation.EvaluationResponse;

/**
 * The open hours of a calendar between two instants. All instants have the offset that its zone has then.
 *
 * @param complete false if there are more stretches than are listed
 * @param openFor the open time of the whole range, in ISO 8601
 */
record OpenHoursResponse(
        String calendar,
        String zone,
        OffsetDateTime from,
        OffsetDateTime to,
        List<OpenStretch> open,
        boolean complete,
        String openFor,
        EvaluationResponse.PolicyReference policy) {

    private static final int MAX_STRETCHES = 10_000;

    /** An unbroken stretch of open time: open from its first instant, closed again at its last. */
    record OpenStretch(OffsetDateTime from, OffsetDateTime to) {}

    static OpenHoursResponse of(String name, Instant from, Instant to, Policy policy) {
        Calendar calendar = policy.calendars().get(name);
        ZoneId zone = calendar.zone();
        List<Stretch> stretches = calendar.openStretches(from, to, MAX_STRETCHES + 1);
        return new OpenHoursResponse(
                name,
                zone.getId(),
                at(from, zone),
                at(to, zone),
                stretches.stream()
                        .limit(MAX_STRETCHES)
                        .map(stretch -> new OpenStretch(at(stretch.from(), zone), at(stretch.to(), zone)))
                        .toList(),
                stretches.size() <= MAX_STRETCHES,
                calendar.openBetween(from, to).toString(),
                EvaluationResponse.PolicyReference.of(policy));
    }

    private static OffsetDateTime at(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toOffsetDateTime();
    }
}
