package support.entitlement.web.authzen;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.web.query.EvaluationRequest;

/** The members of the requests, for the documentation. {@link AccessQuestion} reads them. */
@Schema(
        description = "Asks whether the subject may do the action on the resource. Unknown members are ignored.",
        additionalProperties = AdditionalPropertiesValue.TRUE)
record AccessRequest(
        AccessEntity subject,
        AccessAction action,
        AccessEntity resource,
        @Nullable AccessFacts context) {

    /** A subject or a resource. */
    @Schema(
            description = "A subject (a customer or a plan) or a resource (an issue type)",
            additionalProperties = AdditionalPropertiesValue.TRUE)
    record AccessEntity(
            String type,

            @Schema(description = "Required, unless entities of this type are searched for") @Nullable
            String id,

            @Nullable AccessFacts properties) {}

    /** An action. */
    @Schema(
            description = "Opens a case, or uses the channel of this name",
            additionalProperties = AdditionalPropertiesValue.TRUE)
    record AccessAction(String name, @Nullable AccessFacts properties) {}

    /** The facts in properties or in the context. */
    @Schema(
            description = "Facts of the query. Further members are attributes by their names: a text, a number, true or"
                    + " false. Those that no table compares are ignored, and may be anything.",
            additionalProperties = AdditionalPropertiesValue.TRUE)
    record AccessFacts(
            @Schema(description = "The plan of a subject that is a customer") @Nullable
            String plan,

            EvaluationRequest.@Nullable EvaluationImpact impact,

            @Schema(description = "The category that an agent has already assigned, in place of impact") @Nullable
            String slaCategory,

            @Schema(description = "When the issue was opened; now, if it is not sent") @Nullable
            OffsetDateTime openedAt,

            @Schema(description = "How much of the allowance was used in this period") @Nullable
            BigDecimal used,

            @Schema(description = "Attributes by their names, also those that are named like a fact") @Nullable
            Map<String, @Nullable Object> attributes) {}

    /** Many requests. */
    @Schema(
            description = "Many requests: members at the top stand for those that an evaluation leaves out",
            additionalProperties = AdditionalPropertiesValue.TRUE)
    record AccessBatch(
            @Nullable AccessEntity subject,
            @Nullable AccessAction action,
            @Nullable AccessEntity resource,
            @Nullable AccessFacts context,
            @Nullable List<PartialAccess> evaluations,
            @Nullable AccessOptions options) {}

    /** A request of many. */
    @Schema(additionalProperties = AdditionalPropertiesValue.TRUE)
    record PartialAccess(
            @Nullable AccessEntity subject,
            @Nullable AccessAction action,
            @Nullable AccessEntity resource,
            @Nullable AccessFacts context) {}

    /** The options of many requests. */
    @Schema(additionalProperties = AdditionalPropertiesValue.TRUE)
    record AccessOptions(
            @Schema(description = "execute_all (default), deny_on_first_deny or permit_on_first_permit")
            @JsonProperty("evaluations_semantic")
            @Nullable
            String evaluationsSemantic) {}

    /** A search. */
    @Schema(
            description = "Asks for the subjects, resources or actions that would be permitted",
            additionalProperties = AdditionalPropertiesValue.TRUE)
    record AccessSearch(
            AccessEntity subject,

            @Schema(description = "Required, unless actions are searched for") @Nullable
            AccessAction action,

            AccessEntity resource,
            @Nullable AccessFacts context,
            @Nullable SearchPage page) {}

    /** The part of the results that is asked for. */
    @Schema(additionalProperties = AdditionalPropertiesValue.TRUE)
    record SearchPage(
            @Schema(description = "The next_token of the page before") @Nullable
            String token,

            @Schema(description = "The maximal number of results") @Nullable
            Integer limit) {}
}
