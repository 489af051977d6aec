package support.entitlement.decision;

import java.util.Locale;

/** Where a term comes from. */
public enum Basis {
    /** The published policy, which holds for everybody. */
    PUBLISHED,
    /** What was signed with one customer. */
    CONTRACT;

    private final String words = name().toLowerCase(Locale.ROOT);

    /** The same in lower case. */
    @Override
    public String toString() {
        return words;
    }
}
