package support.entitlement.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A query together with the conclusions of the first tables: the fact that the later tables match ({@code Coverage} in
 * their object row).
 *
 * <p>It repeats the query's fields so that a row is a condition on one fact. Drools then finds the row by hashing; for
 * a join of three facts it visits every row of the support level.
 *
 * @param query the question
 * @param supportLevel the level that the plan gives, or null if no row gives one
 * @param slaCategory the category derived from impact or sent by an agent, or null if neither
 */
public record Coverage(
        Query query,
        @Nullable String supportLevel,
        @Nullable String slaCategory) {

    /** See {@link Query#plan()}. */
    public @Nullable String plan() {
        return query.plan();
    }

    /** See {@link Query#issueType()}. */
    public @Nullable String issueType() {
        return query.issueType();
    }

    /** See {@link Query#productionUse()}. */
    public @Nullable String productionUse() {
        return query.productionUse();
    }

    /** See {@link Query#workaround()}. */
    public @Nullable Boolean workaround() {
        return query.workaround();
    }

    /** See {@link Query#channel()}. */
    public @Nullable String channel() {
        return query.channel();
    }

    /** See {@link Query#openedDuring()}. */
    public Query.@Nullable Opening openedDuring() {
        return query.openedDuring();
    }

    /** See {@link Query#openedAt()}. */
    public @Nullable Instant openedAt() {
        return query.openedAt();
    }
}
