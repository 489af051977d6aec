package support.entitlement.table.acceptance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The titles of the columns of a list of accepted warnings. */
public enum AcceptanceTitle {
    CODE,
    TABLE,
    ROW,
    REASON,
    BY,
    DATE;

    /** Returns all titles in the order in which they are written. */
    public static List<String> allTitles() {
        return Arrays.stream(values()).map(AcceptanceTitle::toString).toList();
    }

    /** Returns the title as it is written. */
    @Override
    public String toString() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}
