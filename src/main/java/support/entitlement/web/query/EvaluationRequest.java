package support.entitlement.web.query;

import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.text.Names;
import support.entitlement.web.documentation.annotation.MergePatchMember;

/** The members of a query, for the documentation and for the names of its fields. {@link QueryReader} reads it. */
@Schema(description = "One query. Names are matched without regard to case and surrounding blanks.")
public record EvaluationRequest(
        @Schema(description = "The plan of the customer; required, unless customer is sent") @Nullable
        String plan,

        @Schema(description = "The customer's id: the contract in force determines the plan, and its changes prevail")
        @Nullable
        String customer,

        @Schema(description = "The kind of issue") String issueType,

        @Nullable EvaluationImpact impact,

        @Schema(description = "The category that an agent has already assigned, in place of impact") @Nullable
        String slaCategory,

        @Schema(description = "A channel: the answer says whether the customer may use it") @Nullable
        String channel,

        @Schema(description = "When the issue was opened; now, if it is not sent") @Nullable
        OffsetDateTime openedAt,

        @Schema(description = "Further facts by name; null is as if it were not sent") @Nullable
        Map<String, @Nullable Object> attributes,

        @Schema(description = "How much of the allowance was used in this period: the answer then has the rest")
        @Nullable
        BigDecimal used,

        @Schema(description = "Evaluates with the policy that was, or will be, in force at this instant") @Nullable
        OffsetDateTime asOf,

        @Schema(description = "Evaluates with the tables of the draft with this number") @Nullable
        Long draft) {

    /** The facts about harm. */
    @Schema(description = "Facts about harm, from which the SLA category is derived")
    public record EvaluationImpact(
            @Schema(description = "How far production use is impaired") @Nullable
            String productionUse,

            @Schema(description = "Whether a workaround exists") @Nullable
            Boolean workaround) {}

    /** A document with many queries. */
    @Schema(description = "Many queries; each is applied to the defaults as a JSON merge patch (RFC 7396)")
    public record EvaluationBatch(
            @MergePatchMember @Nullable EvaluationRequest defaults,

            @MergePatchMember List<EvaluationRequest> evaluations) {}

    /** Returns the names of a record's members, in order. */
    public static Names fieldsOf(Class<? extends Record> form) {
        return new Names(Arrays.stream(form.getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
    }
}
