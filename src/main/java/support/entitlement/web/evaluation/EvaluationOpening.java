package support.entitlement.web.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.decision.Query.Opening;
import support.entitlement.policy.Policy;

/**
 * The opening that conditions compared with calendars, dates or attributes.
 *
 * @param at the instant of the opening; absent from cacheable answers to callers who did not send it, which hold until the
 *     next change
 * @param during the calendars that are open then, among those that conditions name
 * @param notDuring the calendars that are closed then, among those that conditions name; absent if there are none
 * @param until the next instant from which an opening may have another answer; null if no calendar opens or closes within
 *     ten years, and no date or attribute follows that conditions compare with
 */
@Schema(description = "The opening that conditions compared with calendars, dates or attributes; absent if none does")
record EvaluationOpening(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OffsetDateTime at,
        List<String> during,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notDuring,
        @Nullable OffsetDateTime until) {

    /**
     * Returns the opening at an instant; null if no condition compares it.
     *
     * @param query the query, as it was sent with this opening
     */
    static @Nullable EvaluationOpening of(Policy policy, Query query, OffsetDateTime at) {
        Opening opening = policy.timeBands().at(at.toInstant());
        return opening == null && !policy.distances().concern(query)
                ? null
                : new EvaluationOpening(
                        at,
                        opening == null
                                ? List.of()
                                : opening.during().stream().sorted().toList(),
                        opening == null
                                ? List.of()
                                : policy.timeBands().names().stream()
                                        .filter(name -> !opening.during().contains(name))
                                        .toList(),
                        Stream.of(
                                        policy.timeBands().nextChange(at.toInstant()),
                                        policy.distances().nextChange(query, at.toInstant()))
                                .flatMap(Optional::stream)
                                .min(Instant::compareTo)
                                .map(change -> change.atOffset(at.getOffset()))
                                .orElse(null));
    }

    /**
     * Returns the opening as a cacheable answer shows it: with its instant only if the caller sent it, so that the answer
     * stays the same until the next change.
     */
    static @Nullable EvaluationOpening ofCacheable(Policy policy, Query query, OffsetDateTime at, boolean isSent) {
        EvaluationOpening opening = of(policy, query, at);
        return opening == null || isSent
                ? opening
                : new EvaluationOpening(null, opening.during(), opening.notDuring(), opening.until());
    }
}
