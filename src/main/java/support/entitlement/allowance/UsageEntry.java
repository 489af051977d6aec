package support.entitlement.allowance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.allowance.Counting;
import support.entitlement.decision.allowance.Fee;

/**
 * An entry of the ledger, which is never changed. Immutable.
 *
 * @param id counts up; those of one customer in the order in which they were added
 * @param kind the kind of entry
 * @param of the reservation that it settles or the use that it corrects; null if neither
 * @param issueType the issue type whose allowance was used, in the tables' spelling at the time
 * @param unit the unit in which the allowance is counted
 * @param amount the amount as it was booked; of a correction, the difference, which is below 0 if less was used; of a release, 0
 * @param counted what the amount counts for
 * @param at the instant of use, which decides the period
 * @param expires the instant at which a reservation expires; null for other entries
 * @param reference the caller's own words
 * @param recorded the instant at which the entry was added
 * @param author the caller that added it
 * @param remaining the amount that remained of the allowance once the entry had been added, by the limit of which the least was left
 * @param overuse the use beyond the limit once the entry had been added
 */
public record UsageEntry(
        long id,
        EntryKind kind,
        @Nullable Long of,
        String issueType,
        String unit,
        BigDecimal amount,
        CountedAmount counted,
        Instant at,
        @Nullable Instant expires,
        String reference,
        Instant recorded,
        String author,
        BigDecimal remaining,
        Overuse overuse) {

    /**
     * The amount that a booked amount counts for.
     *
     * @param amount what it counts for, in the unit of the allowance
     * @param rule the rule by which it is counted; null if it counts as it is
     */
    public record CountedAmount(BigDecimal amount, @Nullable Counting rule) {

        /** Returns a booked amount with what it counts for. */
        static CountedAmount ofBooked(BigDecimal booked, @Nullable Counting rule) {
            return new CountedAmount(rule == null ? booked : rule.count(booked), rule);
        }
    }

    /**
     * Use beyond a soft limit.
     *
     * @param over by how much all use and all reservations exceed it
     * @param chargeable how much of this entry is used beyond it, for the fee; below 0 if a correction takes some of it back; a
     *     reservation is charged once it is committed
     * @param fee the price of each unit; null if there is none
     */
    public record Overuse(
            BigDecimal over,
            BigDecimal chargeable,
            @Nullable Fee fee) {

        /** Nothing is beyond the limit. */
        public static final Overuse NONE = new Overuse(BigDecimal.ZERO, BigDecimal.ZERO, null);
    }

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
