package support.entitlement.table.problem;

import java.util.Locale;

/** The severity of a problem. */
public enum Severity {
    /** The tables cannot be used. */
    ERROR,
    /** The tables can be used, but probably do not say what was meant. */
    WARNING,
    /** Nothing is wrong; it is useful to know. */
    INFO;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
