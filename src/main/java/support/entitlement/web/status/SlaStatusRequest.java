package support.entitlement.web.status;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.web.documentation.annotation.MergePatchMember;
import support.entitlement.web.query.EvaluationRequest;

/**
 * The members of a case: those of a query, its events, and the instant asked about. It documents the JSON that {@link
 * CaseReader} reads.
 */
record SlaStatusRequest(
        @Schema(description = "The plan of the customer; required, unless customer is sent") @Nullable
        String plan,

        @Schema(
                description =
                        "The customer's id: the contract in force at the opening determines the plan, and prevails")
        @Nullable
        String customer,

        String issueType,
        EvaluationRequest.@Nullable EvaluationImpact impact,
        @Nullable String slaCategory,
        @Nullable String channel,

        @Schema(description = "The opening, unless an event has it") @Nullable
        OffsetDateTime openedAt,

        @Schema(description = "Further facts by name; null is as if it were not sent") @Nullable
        Map<String, @Nullable Object> attributes,

        @Schema(description = "Asks the policy that was, or will be, in force at this instant") @Nullable
        OffsetDateTime asOf,

        @Schema(description = "Asks the tables of the draft with this number") @Nullable
        Long draft,

        List<CaseEvent> events,

        @Schema(description = "The instant asked about (default: now)") @Nullable
        OffsetDateTime at) {

    /** An event. */
    record CaseEvent(
            @Schema(
                    description =
                            "opened, acknowledged, responded, paused, resumed, updated, resolved, reopened, cancelled or any other")
            String type,

            OffsetDateTime at,

            @Schema(description = "The members of the query that changed with it, as a JSON merge patch (RFC 7396)")
            @Nullable
            ChangedFacts facts) {}

    /** The members of a query that may change during a case; one that is null is removed. */
    record ChangedFacts(
            @Nullable String plan,
            @Nullable String customer,
            @Nullable String issueType,
            EvaluationRequest.@Nullable EvaluationImpact impact,
            @Nullable String slaCategory,
            @Nullable String channel,
            @Nullable BigDecimal used,
            @Nullable Map<String, @Nullable Object> attributes) {}

    /** A document of many cases. */
    @Schema(description = "Many cases; each is applied to the defaults as a JSON merge patch (RFC 7396)")
    record StatusBatch(
            @MergePatchMember @Nullable SlaStatusRequest defaults,

            @MergePatchMember List<SlaStatusRequest> cases) {}
}
