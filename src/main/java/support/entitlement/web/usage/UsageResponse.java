package support.entitlement.web.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.allowance.UsageEntry;

/** An entry of the ledger as callers read it. {@link UsageEntry} says what each member means. */
record UsageResponse(
        long id,
        String kind,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long of,

        String issueType,
        BigDecimal amount,
        String unit,
        Instant at,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant reservedUntil,

        String reference,
        Instant recorded,
        String author,
        BigDecimal left) {

    /**
     * Some entries, in the order in which they were recorded.
     *
     * @param next what to send as {@code after} for those that follow; null if there are none yet
     */
    record UsagePage(List<UsageResponse> entries, @Nullable String next) {}

    /**
     * All allowances of a customer at an instant.
     *
     * @param at the instant
     */
    record Allowances(String customer, Instant at, List<BalanceResponse> allowances) {}

    /** The form of a new use, for its documentation and the names of its fields. */
    record Booking(
            String issueType,
            BigDecimal amount,
            @Nullable Instant at,
            @Nullable Instant reservedUntil,
            @Nullable String reference) {}

    /** The form of a commit: the amount that was used, or all of it. */
    record Commit(@Nullable BigDecimal amount, @Nullable String reference) {}

    /** The form of a release. */
    record UsageRelease(@Nullable String reference) {}

    /** The form of a correction: the amount that was used. */
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
                entry.left());
    }
}
