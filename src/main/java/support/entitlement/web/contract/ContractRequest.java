package support.entitlement.web.contract;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermScope;

/** The members of a contract, for the documentation and the names of its fields. {@link ContractReader} reads it. */
@Schema(description = "A contract with a customer. Names are matched without regard to case and surrounding blanks.")
record ContractRequest(
        @Schema(description = "The plan that the customer has bought")
        String plan,

        @Schema(description = "The time zone of the customer's days, such as Europe/Zurich; UTC, if it is not sent")
        @Nullable
        String zone,

        @Schema(description = "The first day on which it holds")
        LocalDate validFrom,

        @Schema(description = "The last day on which it holds; without an end, if it is not sent") @Nullable
        LocalDate validUntil,

        @Schema(description = "The deviations from the published policy") @Nullable
        List<SignedTerm> terms,

        @Schema(description = "The service sets it. If it is sent, it must be the customer of the address") @Nullable
        String customer,

        @Schema(description = "The service sets it. If it is sent, it must be the version that is stored") @Nullable
        Long version,

        @Schema(description = "The service sets it. If it is sent, it must be the instant that is stored") @Nullable
        Instant stored,

        @Schema(description = "The service sets it. If it is sent, it must be the author that is stored") @Nullable
        String author,

        @Schema(description = "The service sets it. If it is sent, it must be null") @Nullable
        Instant ended) {

    /** The members of a {@link Term}; a member that is left out is not set. */
    record SignedTerm(
            String clause,
            @Nullable TermScope scope,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validUntil,
            @Nullable String within,
            @Nullable String every,
            @Nullable String calendar,
            @Nullable String strength,

            @Schema(description = "The event that starts the clock of the milestone") @Nullable
            String startsAt,

            @Schema(description = "The calendar in whose hours the clock starts") @Nullable
            String startsDuring,

            @Schema(description = "The event that reaches the milestone") @Nullable
            String endsAt,

            @Schema(description = "The events that pause the clock; needs resumedBy") @Nullable
            List<String> pausedBy,

            @Schema(description = "The events that continue it; needs pausedBy") @Nullable
            List<String> resumedBy,

            @Schema(description = "The events of which one ends the repetition") @Nullable
            List<String> repeatedUntil,

            @Nullable Channels channels,
            Term.@Nullable TermGuarantee guarantee,
            Term.@Nullable TermAllowance allowance,
            @Nullable Map<String, String> terms) {}

    /** The members of {@link Term.TermChannels}. */
    record Channels(
            @Nullable List<String> add,
            @Nullable List<String> remove,
            @Nullable List<String> replace) {}
}
