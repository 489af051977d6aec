package support.entitlement.table.problem;

import java.util.Locale;

/** How much a problem matters. */
public enum Severity {
    /** The tables cannot be used. */
    ERROR,
    /** The tables can be used, and probably do not say what was meant. */
    WARNING,
    /** Nothing is wrong; it is good to know. */
    INFO;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
