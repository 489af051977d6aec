package support.entitlement.decision;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A caller's question: the fact that the first tables match ({@code Query} in their object row).
 *
 * <p>A null field means that the caller did not send it. Such a field meets no condition but {@code !=}. Names are in
 * the tables' spelling. The instant of opening is part of a query only as far as conditions tell openings apart; apart from
 * that, only due times depend on it.
 *
 * @param plan the plan that the customer has bought
 * @param issueType the kind of issue
 * @param productionUse how far production use is impaired
 * @param workaround true if a workaround exists
 * @param slaCategory the category that an agent has already chosen, in place of the two facts before it
 * @param channel the channel that the customer wants to use
 * @param attribute further facts by name; each value is a String, a Number, a Boolean, a LocalDate, an Instant, or the
 *     position of such a one relative to the opening, if conditions compare it with that
 * @param openedDuring the opening of the case; null if no condition compares it
 */
public record Query(
        @Nullable String plan,
        @Nullable String issueType,
        @Nullable String productionUse,
        @Nullable Boolean workaround,
        @Nullable String slaCategory,
        @Nullable String channel,
        Map<String, Object> attribute,
        @Nullable Opening openedDuring) {

    /** Copies the attributes: a query is a cache key and must not change. */
    public Query {
        attribute = Map.copyOf(attribute);
    }

    /** Creates a query of which no condition compares the opening. */
    public Query(
            @Nullable String plan,
            @Nullable String issueType,
            @Nullable String productionUse,
            @Nullable Boolean workaround,
            @Nullable String slaCategory,
            @Nullable String channel,
            Map<String, Object> attribute) {
        this(plan, issueType, productionUse, workaround, slaCategory, channel, attribute, null);
    }

    /**
     * The opening of a case, as far as conditions tell openings apart: two are equal if the same calendars are open, and
     * no instant that conditions compare with lies between them.
     *
     * @param during the calendars that are open then, among those that conditions name, in their spelling
     * @param since the latest instant up to then that conditions compare the opening with; null if there is none
     * @param at an instant of such an opening
     */
    public record Opening(Set<String> during, @Nullable OffsetDateTime since, Instant at) {

        /** Copies the names. */
        public Opening {
            during = Set.copyOf(during);
        }

        /** Creates an opening that conditions compare with calendars only. */
        public Opening(Set<String> during, Instant at) {
            this(during, null, at);
        }

        private @Nullable Instant firstInstant() {
            return since == null ? null : since.toInstant();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Opening it
                    && it.during.equals(during)
                    && Objects.equals(it.firstInstant(), firstInstant());
        }

        @Override
        public int hashCode() {
            return Objects.hash(during, firstInstant());
        }
    }

    /** Returns the instant of the opening; null if no condition compares the opening. */
    public @Nullable Instant openedAt() {
        return openedDuring == null ? null : openedDuring.at();
    }

    /** Returns the query for a case that was opened so. */
    public Query withOpening(@Nullable Opening opening) {
        return new Query(plan, issueType, productionUse, workaround, slaCategory, channel, attribute, opening);
    }

    /** Returns the query with these attributes in place of its own. */
    public Query withAttributes(Map<String, Object> attributes) {
        return new Query(plan, issueType, productionUse, workaround, slaCategory, channel, attributes, openedDuring);
    }

    /** Returns the attribute if it was sent as text, else null. */
    public @Nullable String text(String name) {
        return attribute.get(name) instanceof String text ? text : null;
    }

    /** Returns the attribute if it was sent as a number, else null. */
    public @Nullable Double number(String name) {
        return attribute.get(name) instanceof Number number ? number.doubleValue() : null;
    }
}
