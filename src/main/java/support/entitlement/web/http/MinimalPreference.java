package support.entitlement.web.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Enumeration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The preference of a caller for an answer without its reasons, as RFC 7240 writes it. */
public final class MinimalPreference {

    private static final String HEADER = "Prefer";
    private static final String APPLIED = "Preference-Applied";
    private static final String RETURN = "return";
    private static final String MINIMAL = "minimal";
    private static final String NAME = "[^\\s=,;\"]+";
    private static final String VALUE = "\"(?:[^\"\\\\]|\\\\.)*+\"|[^\\s,;\"]*";

    /** A preference with its value, which may be quoted, and parameters, up to the next comma. */
    private static final Pattern PREFERENCE = Pattern.compile("\\s*(" + NAME + ")(?:\\s*=\\s*(" + VALUE + "))?"
            + "(?:\\s*;\\s*(?:" + NAME + "(?:\\s*=\\s*(?:" + VALUE + "))?)?)*+\\s*(?:,|$)");

    private MinimalPreference() {}

    /** Returns true if the first preference of what is returned is this one. Malformed headers state none. */
    public static boolean isStated(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders(HEADER);
        return headers.hasMoreElements() && isStated(String.join(",", Collections.list(headers)));
    }

    static boolean isStated(String header) {
        Matcher preference = PREFERENCE.matcher(header);
        while (preference.lookingAt()) {
            if (preference.group(1).equalsIgnoreCase(RETURN)) {
                String value = preference.group(2);
                return MINIMAL.equalsIgnoreCase(value) || ('"' + MINIMAL + '"').equalsIgnoreCase(value);
            }
            preference.region(preference.end(), header.length());
        }
        return false;
    }

    /** Tells the caller that the answer follows it. */
    public static void confirm(HttpServletResponse response) {
        response.setHeader(APPLIED, RETURN + "=" + MINIMAL);
    }
}
