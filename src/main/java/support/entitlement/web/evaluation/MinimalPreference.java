package support.entitlement.web.evaluation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Enumeration;

/** The preference of a caller for an answer without its reasons, as RFC 7240 writes it. */
final class MinimalPreference {

    private static final String HEADER = "Prefer";
    private static final String APPLIED = "Preference-Applied";
    private static final String MINIMAL = "return=minimal";

    private MinimalPreference() {}

    /** Returns true if a header states it. Other preferences have no effect. */
    static boolean isStated(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders(HEADER);
        while (headers.hasMoreElements()) {
            if (Arrays.stream(headers.nextElement().split(","))
                    .map(preference -> preference.replaceFirst(";.*", "").replaceAll("[\\s\"]", ""))
                    .anyMatch(MINIMAL::equalsIgnoreCase)) {
                return true;
            }
        }
        return false;
    }

    /** Tells the caller that the answer follows it. */
    static void confirm(HttpServletResponse response) {
        response.setHeader(APPLIED, MINIMAL);
    }
}
