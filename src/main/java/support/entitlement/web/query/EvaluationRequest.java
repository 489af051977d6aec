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

/** The form of a query, for its documentation and for the names of its fields. {@link QueryReader} reads it. */
@Schema(description = "One query. Names are matched without regard to case and surrounding blanks.")
public record EvaluationRequest(
        @Schema(description = "What the customer has bought; required, unless customer is sent") @Nullable
        String plan,

        @Schema(description = "The customer's id: their contract in force says the plan, and what it changes prevails")
        @Nullable
        String customer,

        @Schema(description = "The kind of issue") String issueType,

        @Nullable EvaluationImpact impact,

        @Schema(description = "The category that an agent has given already, in place of impact") @Nullable
        String slaCategory,

        @Schema(description = "A channel to ask about: may the customer use it?") @Nullable
        String channel,

        @Schema(description = "When the issue was opened; now, if it is not sent") @Nullable
        OffsetDateTime openedAt,

        @Schema(description = "Further facts by name, each a text, a number, true or false") @Nullable
        Map<String, Object> attributes,

        @Schema(description = "How much of the allowance was used in this period: the answer then says what is left")
        @Nullable
        BigDecimal used,

        @Schema(description = "Asks the policy that was, or will be, in force at this instant") @Nullable
        OffsetDateTime asOf) {

    /** Facts about harm. */
    @Schema(description = "Facts about harm, from which the SLA category is derived")
    public record EvaluationImpact(
            @Schema(description = "How far production use is impaired") @Nullable
            String productionUse,

            @Schema(description = "Whether a workaround exists") @Nullable
            Boolean workaround) {}

    /** Many queries. */
    @Schema(description = "Many queries; each is applied to the defaults as a JSON merge patch (RFC 7396)")
    public record EvaluationBatch(
            @MergePatchMember @Nullable EvaluationRequest defaults,

            @MergePatchMember List<EvaluationRequest> evaluations) {}

    /** The names of a form's fields, in their order. */
    public static Names fieldsOf(Class<? extends Record> form) {
        return new Names(Arrays.stream(form.getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
    }
}
