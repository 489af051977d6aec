package support.entitlement.decision;

import java.util.Locale;

/** The origin of a term. */
public enum Basis {
    /** The published policy, which applies to every customer. */
    PUBLISHED,
    /** The contract with one customer. */
    CONTRACT;

    private final String words = name().toLowerCase(Locale.ROOT);

    /** Returns the name in lower case. */
    @Override
    public String toString() {
        return words;
    }
}
