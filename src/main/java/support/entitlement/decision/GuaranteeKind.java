package support.entitlement.decision;

import java.util.Locale;

/** The kind of promise that a guarantee makes. Tables and answers write it in lower case with hyphens. */
public enum GuaranteeKind {
    /** A response within a time, which milestones state. */
    RESPONSE_TIME,
    /** The issue takes precedence over others, without a time. */
    PRIORITY_FLAG,
    /** Support does its best, without a time. */
    BEST_EFFORT,
    /** No promise. */
    NONE;

    /**
     * Reads the form that {@link #toString} writes.
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
