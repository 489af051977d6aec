package support.entitlement.release.tables;

import java.util.Locale;

/** The kinds of findings about tables that do not decide on them. */
public enum Note {
    IMPACT,
    CHANGES,
    COVERAGE,
    CONTRACTS;

    /** The name in logs and metrics. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
