package support.entitlement.contract.terms;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A part of an answer that a term can set.
 *
 * @param kind the kind of part
 * @param name the promise of a milestone, the channel, the limit of an allowance or the own term; null if there is only one such part
 */
public record AnswerPart(PartKind kind, @Nullable String name) {

    /** A kind of part. */
    public enum PartKind {
        /** The time within which a milestone must be reached. */
        WITHIN,
        /** The time after which it must be reached again. */
        EVERY,
        /** The calendar in which these times are counted. */
        CALENDAR,
        /** The strength of that promise. */
        STRENGTH,
        /** The event that starts its clock. */
        STARTS_AT,
        /** The calendar in whose hours its clock starts. */
        STARTS_DURING,
        /** The event that reaches it. */
        ENDS_AT,
        /** The events that pause and continue its clock. */
        PAUSES,
        /** The events that end its repetition. */
        REPEATED_UNTIL,
        /** All ways to reach support. */
        CHANNELS,
        /** One way to reach support, which is offered or not. */
        CHANNEL,
        /** The guarantee. */
        GUARANTEE,
        /** The amount of the allowance. */
        AMOUNT,
        /** The unit of the allowance. */
        UNIT,
        /** The period of the allowance. */
        PER,
        /** The treatment of the unused rest of a period of the allowance. */
        CARRY_OVER,
        /** The treatment of use beyond the amount. */
        LIMIT,
        /** The pool that the allowance is shared in. */
        POOL,
        /** The rule by which booked units of the allowance are counted. */
        COUNTS,
        /** The price of each unit beyond the amount. */
        FEE,
        /** One of the analysts' own terms. */
        TERM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static AnswerPart of(PartKind kind) {
        return new AnswerPart(kind, null);
    }

    /** Returns the part in words, which rules of precedence compare. */
    @Override
    public String toString() {
        return name == null ? kind.toString() : kind + " of " + name;
    }
}
