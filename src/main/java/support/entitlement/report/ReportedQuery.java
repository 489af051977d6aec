package support.entitlement.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.table.value.OpeningDistance;

/**
 * A query in the form in which callers send it. What it does not send is left out.
 *
 * @param plan the plan of the customer
 * @param issueType the kind of issue
 * @param impact the facts about harm
 * @param slaCategory the category that an agent has assigned, in place of the impact
 * @param channel the channel that the customer wants to use
 * @param openedAt an opening of the case, if conditions compare it
 * @param attributes further facts by name, each a text, a number, true or false; dates and instants are texts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportedQuery(
        @Nullable String plan,
        @Nullable String issueType,
        @Nullable ReportedHarm impact,
        @Nullable String slaCategory,
        @Nullable String channel,
        @Nullable Instant openedAt,
        @Nullable Map<String, Object> attributes) {

    /**
     * Facts about harm.
     *
     * @param productionUse how far production use is impaired
     * @param workaround true if a workaround exists
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ReportedHarm(
            @Nullable String productionUse, @Nullable Boolean workaround) {}

    /** The opening of an example whose answer depends on attributes relative to the opening, and on nothing else about it. */
    private static final Instant ANY_OPENING = Instant.parse("2026-03-02T12:00:00Z");

    /** Converts a query. */
    public static ReportedQuery of(Query query) {
        boolean comparesOpening = query.openedDuring() != null
                || query.attribute().values().stream().anyMatch(OpeningDistance.class::isInstance);
        boolean saysHarm = query.productionUse() != null || query.workaround() != null;
        return new ReportedQuery(
                query.plan(),
                query.issueType(),
                saysHarm ? new ReportedHarm(query.productionUse(), query.workaround()) : null,
                query.slaCategory(),
                query.channel(),
                comparesOpening ? openingOf(query) : null,
                query.attribute().isEmpty() ? null : sentAttributes(query));
    }

    /** Returns the attributes as callers send them: dates and instants as texts. */
    private static Map<String, Object> sentAttributes(Query query) {
        Map<String, Object> sent = new HashMap<>();
        query.attribute().forEach((name, value) -> sent.put(name, sentValue(value, openingOf(query))));
        return sent;
    }

    private static Instant openingOf(Query query) {
        return Objects.requireNonNullElse(query.openedAt(), ANY_OPENING);
    }

    /** Returns a value of an attribute as callers send it for a case that is opened at an instant. */
    private static Object sentValue(Object value, Instant opening) {
        return sentValue(value instanceof OpeningDistance distance ? distance.valueAt(opening) : value);
    }

    /** Returns a value of an attribute as callers send it. One that was sent relative to an opening is answered as it was sent. */
    public static Object sentValue(Object value) {
        return value instanceof Temporal || value instanceof OpeningDistance ? value.toString() : value;
    }
}
