package support.entitlement.release.tables;

import java.util.Locale;

/** A sort of what is told of tables and decides nothing. */
public enum Note {
    IMPACT,
    CHANGES,
    COVERAGE,
    CONTRACTS;

    /** As logs and metrics name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
