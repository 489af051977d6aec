package support.entitlement;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;

/** Queries with a plan and an issue type, and further facts only where a test needs them. */
public final class Queries {

    private Queries() {}

    public static Query query(String plan, String issueType) {
        return new Query(plan, issueType, null, null, null, null, Map.of());
    }

    public static Query withCategory(Query query, String slaCategory) {
        return new Query(query.plan(), query.issueType(), null, null, slaCategory, query.channel(), query.attribute());
    }

    public static Query withImpact(Query query, @Nullable String productionUse, @Nullable Boolean workaround) {
        return new Query(
                query.plan(),
                query.issueType(),
                productionUse,
                workaround,
                query.slaCategory(),
                query.channel(),
                query.attribute());
    }

    public static Query withChannel(Query query, String channel) {
        return new Query(
                query.plan(),
                query.issueType(),
                query.productionUse(),
                query.workaround(),
                query.slaCategory(),
                channel,
                query.attribute());
    }

    public static Query withAttributes(Query query, Map<String, Object> attributes) {
        return new Query(
                query.plan(),
                query.issueType(),
                query.productionUse(),
                query.workaround(),
                query.slaCategory(),
                query.channel(),
                attributes);
    }
}
