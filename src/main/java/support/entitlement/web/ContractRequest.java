package support.entitlement.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.customer.Term;

/** The form of a contract, for its documentation and for the names of its fields. {@link ContractReader} reads it. */
@Schema(
        description =
                "What was signed with a customer. Names are matched without regard to case and surrounding blanks.")
record ContractRequest(
        @Schema(description = "What the customer has bought", requiredMode = Schema.RequiredMode.REQUIRED)
        String plan,

        @Schema(description = "Where the customer's days begin and end, such as Europe/Zurich; UTC, if it is not sent")
        @Nullable
        String zone,

        @Schema(description = "The first day on which it holds", requiredMode = Schema.RequiredMode.REQUIRED)
        LocalDate validFrom,

        @Schema(description = "The last day on which it holds; without an end, if it is not sent") @Nullable
        LocalDate validUntil,

        @Schema(description = "What it says otherwise than the published policy") @Nullable
        List<Term> terms) {}
