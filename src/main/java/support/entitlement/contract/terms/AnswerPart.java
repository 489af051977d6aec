package support.entitlement.contract.terms;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A part of an answer that a term can set.
 *
 * @param kind which sort of part
 * @param name the milestone, the channel or the own term; null if there is only one such part
 */
public record AnswerPart(PartKind kind, @Nullable String name) {

    /** The sorts of parts. */
    public enum PartKind {
        /** How soon a milestone must be reached. */
        WITHIN,
        /** In which calendar that is counted. */
        CALENDAR,
        /** How firmly it is promised. */
        STRENGTH,
        /** All ways to reach support. */
        CHANNELS,
        /** Whether one of them is offered. */
        CHANNEL,
        /** What is guaranteed. */
        GUARANTEE,
        /** How much of an allowance there is. */
        AMOUNT,
        /** What the allowance counts. */
        UNIT,
        /** The period of the allowance. */
        PER,
        /** How long into the next period what is left may be used. */
        CARRY_OVER,
        /** What happens to use beyond the amount. */
        LIMIT,
        /** A term of the analysts' own. */
        TERM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static AnswerPart of(PartKind kind) {
        return new AnswerPart(kind, null);
    }

    /** The part in words, which rules of precedence compare. */
    @Override
    public String toString() {
        return name == null ? kind.toString() : kind + " of " + name;
    }
}
