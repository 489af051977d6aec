package support.entitlement.contract;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which queries, and which part of their answers, a term speaks of. Null is any.
 *
 * @param issueType the type of issue
 * @param slaCategory the SLA category, however it was found
 * @param milestone the milestone whose time, calendar or strength the term sets
 * @param channel the channel that the customer asks by
 * @param allowance the unit of the allowance that the term sets
 */
public record TermScope(
        @Nullable String issueType,
        @Nullable String slaCategory,
        @Nullable String milestone,
        @Nullable String channel,
        @Nullable String allowance) {

    /** Every query. */
    public static final TermScope ANY = new TermScope(null, null, null, null, null);

    /** Whether something may be spoken of by two scopes that name this of it; null is any. */
    public static boolean namesOverlap(@Nullable String one, @Nullable String other) {
        return one == null || other == null || one.equals(other);
    }

    /** How many of the five it names: the more, the more specific. */
    public int specificity() {
        return (int) Stream.of(issueType, slaCategory, milestone, channel, allowance)
                .filter(Objects::nonNull)
                .count();
    }
}
