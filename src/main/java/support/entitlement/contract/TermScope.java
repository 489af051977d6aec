package support.entitlement.contract;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The scope of a term: the queries, and the part of their answers, that it applies to. Null matches everything.
 *
 * @param issueType the issue type
 * @param slaCategory the SLA category, sent or derived
 * @param milestone the milestone whose duration, interval, calendar or strength the term sets
 * @param channel the channel that the customer uses
 * @param allowance the unit of the allowance that the term sets
 */
public record TermScope(
        @Nullable String issueType,
        @Nullable String slaCategory,
        @Nullable String milestone,
        @Nullable String channel,
        @Nullable String allowance) {

    /** The scope of every query. */
    public static final TermScope ANY = new TermScope(null, null, null, null, null);

    /** Returns whether two scopes that name these values overlap in them. Null matches everything. */
    public static boolean namesOverlap(@Nullable String one, @Nullable String other) {
        return one == null || other == null || one.equals(other);
    }

    /** Returns how many of the five values are named: more are more specific. */
    public int specificity() {
        return (int) Stream.of(issueType, slaCategory, milestone, channel, allowance)
                .filter(Objects::nonNull)
                .count();
    }
}
