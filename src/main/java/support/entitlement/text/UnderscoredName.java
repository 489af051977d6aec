package support.entitlement.text;

import java.util.Locale;
import java.util.regex.Pattern;

/** Converts names of constants to the names in headers of tables. Thread-safe. */
public final class UnderscoredName {

    private static final Pattern NEXT_WORD = Pattern.compile("_([a-z])");

    private UnderscoredName() {}

    /** Returns for example {@code carryOver} for {@code CARRY_OVER}. */
    public static String toCamelCase(String constant) {
        return NEXT_WORD
                .matcher(constant.toLowerCase(Locale.ROOT))
                .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }
}
