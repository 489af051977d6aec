package support.entitlement.web.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header If-Match of RFC 9110: any version, or a list of entity tags that are compared strongly. */
public final class IfMatch {

    private static final Pattern TAG = Pattern.compile("(?<weak>W/)?(?<tag>\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\")");
    private static final Pattern LIST =
            Pattern.compile("(?:" + TAG.pattern().replaceAll("\\?<\\w+>", "?:") + "|\\s*,\\s*)+");

    private IfMatch() {}

    public static boolean isWellFormed(String header) {
        String value = header.strip();
        return value.equals("*")
                || LIST.matcher(value).matches() && TAG.matcher(value).find();
    }

    /** Returns whether the header contains a tag, given with its quotes. A weak tag never matches. */
    public static boolean matches(String header, String tag) {
        if (header.strip().equals("*")) {
            return true;
        }
        Matcher each = TAG.matcher(header);
        while (each.find()) {
            if (each.group("weak") == null && each.group("tag").equals(tag)) {
                return true;
            }
        }
        return false;
    }
}
