package support.entitlement.allowance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger. Immutable, as the line is.
 *
 * @param id counts up; those of one customer in the order in which they were added
 * @param kind what happened
 * @param of the reservation that it settles or the use that it corrects; null if neither
 * @param issueType what was used, in the tables' spelling at the time
 * @param unit what is counted
 * @param amount how much; of a correction how much more, or less if below 0; of a release 0
 * @param at when it is or was used: this decides the period
 * @param expires when a reservation ends by itself; null of all else
 * @param reference the caller's own words
 * @param recorded when it was added
 * @param author who added it
 * @param left how much was left of the allowance when it had been added
 */
public record UsageEntry(
        long id,
        EntryKind kind,
        @Nullable Long of,
        String issueType,
        String unit,
        BigDecimal amount,
        Instant at,
        @Nullable Instant expires,
        String reference,
        Instant recorded,
        String author,
        BigDecimal left) {

    /** What happened. */
    public enum EntryKind {
        /** Something was used. */
        USE,
        /** Something is kept for later. */
        RESERVE,
        /** What was reserved, or less, was used; the rest is free again. */
        COMMIT,
        /** What was reserved is free again. */
        RELEASE,
        /** More or less was used than was recorded. */
        CORRECTION;

        /** Whether a correction can be made of it. */
        boolean isUse() {
            return this == USE || this == COMMIT;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
