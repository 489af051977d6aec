package support.entitlement.decision;

import java.util.Locale;

/** What sort of promise a guarantee is. Tables and answers write it in lower case with hyphens. */
public enum GuaranteeKind {
    /** An answer within a time, which milestones state. */
    RESPONSE_TIME,
    /** The issue goes ahead of others, without a time. */
    PRIORITY_FLAG,
    /** Support does what it can, without a time. */
    BEST_EFFORT,
    /** Nothing. */
    NONE;

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static GuaranteeKind parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
