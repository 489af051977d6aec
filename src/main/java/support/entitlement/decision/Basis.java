package support.entitlement.decision;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The origin of a term. */
public enum Basis {
    /** The published policy, which applies to every customer. */
    PUBLISHED,
    /** The contract with one customer. */
    CONTRACT;

    private final String words = name().toLowerCase(Locale.ROOT);

    /** Returns the basis of a value: the contract if it has a clause, otherwise the policy. */
    public static Basis ofClause(@Nullable String clause) {
        return clause == null ? PUBLISHED : CONTRACT;
    }

    /** Returns the name in lower case. */
    @Override
    public String toString() {
        return words;
    }
}
