package support.entitlement.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;

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

    /** Converts a query. */
    public static ReportedQuery of(Query query) {
        boolean saysHarm = query.productionUse() != null || query.workaround() != null;
        return new ReportedQuery(
                query.plan(),
                query.issueType(),
                saysHarm ? new ReportedHarm(query.productionUse(), query.workaround()) : null,
                query.slaCategory(),
                query.channel(),
                query.openedDuring() == null ? null : query.openedDuring().at(),
                query.attribute().isEmpty() ? null : sentAttributes(query));
    }

    /** Returns the attributes as callers send them: dates and instants as texts. */
    private static Map<String, Object> sentAttributes(Query query) {
        Map<String, Object> sent = new HashMap<>();
        query.attribute().forEach((name, value) -> sent.put(name, sentValue(value)));
        return sent;
    }

    /** Returns a value of an attribute as callers send it. */
    public static Object sentValue(Object value) {
        return value instanceof Temporal ? value.toString() : value;
    }
}
