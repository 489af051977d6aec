package support.entitlement.web.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.allowance.UsageEntry;

/** The JSON of a ledger entry. {@link UsageEntry} describes the members. */
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

    /** The members of a new use, for the documentation and the names of its fields. */
    record Booking(
            String issueType,
            BigDecimal amount,
            @Nullable Instant at,
            @Nullable Instant reservedUntil,
            @Nullable String reference) {}

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
                entry.remaining());
    }
}
