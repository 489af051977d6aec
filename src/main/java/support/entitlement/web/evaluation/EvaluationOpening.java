package support.entitlement.web.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query.Opening;
import support.entitlement.policy.Policy;

/**
 * The opening that conditions compared with calendars or dates.
 *
 * @param at the instant of the opening; absent from cacheable answers to callers who did not send it, which hold until the
 *     next change
 * @param during the calendars that are open then, among those that conditions name
 * @param until the next instant from which an opening may have another answer; null if no calendar opens or closes within
 *     ten years, and no date follows that conditions compare with
 */
@Schema(description = "The opening that conditions compared with calendars or dates; absent if none does")
record EvaluationOpening(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OffsetDateTime at,
        List<String> during,
        @Nullable OffsetDateTime until) {

    /** Returns the opening at an instant; null if no condition compares it. */
    static @Nullable EvaluationOpening of(Policy policy, @Nullable OffsetDateTime at) {
        Opening opening = at == null ? null : policy.timeBands().at(at.toInstant());
        return opening == null
                ? null
                : new EvaluationOpening(
                        at,
                        opening.during().stream().sorted().toList(),
                        policy.timeBands()
                                .nextChange(at.toInstant())
                                .map(change -> change.atOffset(at.getOffset()))
                                .orElse(null));
    }

    /**
     * Returns the opening as a cacheable answer shows it: with its instant only if the caller sent it, so that the answer
     * stays the same until the next change.
     */
    static @Nullable EvaluationOpening ofCacheable(Policy policy, @Nullable OffsetDateTime at, boolean isSent) {
        EvaluationOpening opening = of(policy, at);
        return opening == null || isSent ? opening : new EvaluationOpening(null, opening.during(), opening.until());
    }
}
