package support.entitlement.web.calendar;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendar;
import support.entitlement.calendar.OpenState;
import support.entitlement.policy.Policy;
import support.entitlement.web.evaluation.EvaluationResponse;

/**
 * Whether a calendar is open at an instant, and when next. All instants have the offset that its zone has then.
 *
 * @param opensAt the next instant at which it opens after having been closed; null if there is none within ten years
 * @param openUntil the instant at which it closes, or, if it is closed, at which it closes after it has opened; null if
 *     there is none within ten years
 */
record CalendarStateResponse(
        String calendar,
        String zone,
        OffsetDateTime at,
        boolean open,
        @Nullable OffsetDateTime opensAt,
        @Nullable OffsetDateTime openUntil,
        EvaluationResponse.PolicyReference policy) {

    static CalendarStateResponse of(String name, Instant at, Policy policy) {
        Calendar calendar = policy.calendars().get(name);
        ZoneId zone = calendar.zone();
        OpenState state = OpenState.of(calendar, at);
        return new CalendarStateResponse(
                name,
                zone.getId(),
                at.atZone(zone).toOffsetDateTime(),
                state.open(),
                onItsClock(state.opensAt(), zone),
                onItsClock(state.openUntil(), zone),
                EvaluationResponse.PolicyReference.of(policy));
    }

    private static @Nullable OffsetDateTime onItsClock(@Nullable Instant instant, ZoneId zone) {
        return instant == null ? null : instant.atZone(zone).toOffsetDateTime();
    }
}
