package support.entitlement.web.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.allowance.UsageEntry;
import support.entitlement.decision.allowance.Fee;

/**
 * The JSON of a ledger entry. {@link UsageEntry} describes the members.
 *
 * @param unit the unit in which the allowance is counted
 * @param counted what the amount counts for; absent if it counts as it is
 * @param left how much is left; null if there is no limit
 * @param over by how much use exceeds the limit; absent if it does not
 * @param chargeable what of this entry is beyond the limit and has a fee; absent if nothing is
 */
record UsageResponse(
        long id,
        @Schema(implementation = UsageEntry.EntryKind.class) String kind,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long of,

        String issueType,
        BigDecimal amount,
        String unit,
        Instant at,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant reservedUntil,

        String reference,
        Instant recorded,
        String author,
        @Nullable BigDecimal left,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CountedResponse counted,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal over,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ChargeResponse chargeable) {

    /**
     * The amount that a booked amount counts for.
     *
     * @param amount that amount, in the unit of the allowance
     * @param as the rule, as tables write it
     */
    record CountedResponse(BigDecimal amount, String as) {

        static @Nullable CountedResponse of(UsageEntry.CountedAmount counted) {
            return counted.rule() == null
                    ? null
                    : new CountedResponse(counted.amount(), counted.rule().toString());
        }
    }

    /**
     * What is charged for.
     *
     * @param amount the amount beyond the limit, in the unit of the allowance; below 0 if a correction takes some of it back
     * @param fee the price of each unit
     * @param currency what it is paid in
     * @param total the price of the amount
     */
    record ChargeResponse(BigDecimal amount, BigDecimal fee, String currency, BigDecimal total) {

        static @Nullable ChargeResponse of(UsageEntry.Overuse overuse) {
            Fee fee = overuse.fee();
            return fee == null || overuse.chargeable().signum() == 0
                    ? null
                    : new ChargeResponse(
                            overuse.chargeable(), fee.amount(), fee.currency(), fee.priceOf(overuse.chargeable()));
        }
    }

    /**
     * A page of entries in the order of their recording.
     *
     * @param next the value of {@code after} for the next page; null if there are no further entries yet
     */
    record UsagePage(List<UsageResponse> entries, @Nullable String next) {}

    /**
     * All allowances of a customer at an instant.
     *
     * @param at the instant
     */
    record Allowances(String customer, Instant at, List<BalanceResponse> allowances) {}

    /**
     * The members of a new use, for the documentation and the names of its fields.
     *
     * @param channel the channel on which the amount was used; required if what it counts for depends on it
     */
    record Booking(
            String issueType,
            BigDecimal amount,
            @Nullable Instant at,
            @Nullable Instant reservedUntil,
            @Nullable String reference,
            @Nullable String channel) {}

    /** The members of a commit: the used amount; without it, the whole reservation. */
    record Commit(@Nullable BigDecimal amount, @Nullable String reference) {}

    /** The members of a release of a reservation. */
    record UsageRelease(@Nullable String reference) {}

    /** The members of a correction: the amount that was really used. */
    record Correction(BigDecimal amount, @Nullable String reference) {}

    static UsageResponse of(UsageEntry entry) {
        return new UsageResponse(
                entry.id(),
                entry.kind().toString(),
                entry.of(),
                entry.issueType(),
                entry.amount(),
                entry.unit(),
                entry.at(),
                entry.expires(),
                entry.reference(),
                entry.recorded(),
                entry.author(),
                BalanceResponse.limitedOrNull(entry.remaining()),
                CountedResponse.of(entry.counted()),
                entry.overuse().over().signum() == 0 ? null : entry.overuse().over(),
                ChargeResponse.of(entry.overuse()));
    }
}
