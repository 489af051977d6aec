package support.entitlement.allowance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the ledger, which is never changed. Immutable.
 *
 * @param id counts up; those of one customer in the order in which they were added
 * @param kind the kind of entry
 * @param of the reservation that it settles or the use that it corrects; null if neither
 * @param issueType the issue type whose allowance was used, in the tables' spelling at the time
 * @param unit the unit of the amount
 * @param amount the amount; of a correction, the difference, which is below 0 if less was used; of a release, 0
 * @param at the instant of use, which decides the period
 * @param expires the instant at which a reservation expires; null for other entries
 * @param reference the caller's own words
 * @param recorded the instant at which the entry was added
 * @param author the caller that added it
 * @param remaining the amount that remained of the allowance once the entry had been added
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
        BigDecimal remaining) {

    /** A kind of entry. */
    public enum EntryKind {
        /** An amount was used. */
        USE,
        /** An amount is reserved. */
        RESERVE,
        /** A reserved amount, or less, was used; the rest is free again. */
        COMMIT,
        /** A reserved amount is free again. */
        RELEASE,
        /** More or less was used than was recorded. */
        CORRECTION;

        /** Returns whether the entry can be corrected. */
        boolean isUse() {
            return this == USE || this == COMMIT;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
