package support.entitlement.contract;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.sla.PromiseName;

/**
 * The scope of a term: the queries, and the part of their answers, that it applies to. Null matches everything.
 *
 * @param issueType the issue type
 * @param slaCategory the SLA category, sent or derived
 * @param milestone the milestone whose duration, interval, calendar, strength or clock the term sets; in brackets after it, as in
 *     scenarios, traits of the promise that is meant if there are several
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

    /** Returns whether both scopes match some query, whichever parts of its answer they name. */
    public boolean matchesQueriesOf(TermScope other) {
        return namesOverlap(issueType, other.issueType)
                && namesOverlap(slaCategory, other.slaCategory)
                && namesOverlap(channel, other.channel);
    }

    /** Returns how many of the five values are named, and traits that tell promises of the milestone apart: more are more specific. */
    public int specificity() {
        long named = Stream.of(issueType, slaCategory, milestone, channel, allowance)
                .filter(Objects::nonNull)
                .count();
        return (int) named
                + (milestone == null ? 0 : new PromiseName(milestone).traits().size());
    }

    /** Returns the name of the milestone without the traits of a promise; null if every milestone is meant. */
    public @Nullable String bareMilestone() {
        return milestone == null ? null : new PromiseName(milestone).milestone();
    }
}
