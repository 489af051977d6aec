package support.entitlement.web.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendar;
import support.entitlement.decision.Within;
import support.entitlement.policy.Policy;
import support.entitlement.web.evaluation.EvaluationResponse;

/**
 * The instant at which a time falls due that is counted in a calendar. Both instants have the offset that its zone has then.
 *
 * @param within the time as it was sent
 * @param openThen true if the calendar is open at {@code from}
 * @param dueFrom the near end of the range; absent if the time is no range
 */
record DueTimeResponse(
        String calendar,
        String zone,
        String within,
        OffsetDateTime from,
        boolean openThen,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OffsetDateTime dueFrom,
        OffsetDateTime dueAt,
        EvaluationResponse.PolicyReference policy) {

    static DueTimeResponse of(String name, String text, Within within, Instant from, Policy policy) {
        Calendar calendar = policy.calendars().get(name);
        ZoneId zone = calendar.zone();
        Within nearEnd = within.nearEnd();
        return new DueTimeResponse(
                name,
                zone.getId(),
                text,
                from.atZone(zone).toOffsetDateTime(),
                calendar.isOpenAt(from),
                nearEnd == null
                        ? null
                        : calendar.dueAt(from, nearEnd).atZone(zone).toOffsetDateTime(),
                calendar.dueAt(from, within).atZone(zone).toOffsetDateTime(),
                EvaluationResponse.PolicyReference.of(policy));
    }
}
