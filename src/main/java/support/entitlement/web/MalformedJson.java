package support.entitlement.web;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.MismatchedInputException;

/** Says where and why a text is no JSON, in words for callers. */
final class MalformedJson {

    /** What the parser says of itself rather than of the text: the setting that a limit comes from. */
    private static final String SETTING = ", from `[^`]*`";

    private MalformedJson() {}

    static String explain(JacksonException e) {
        TokenStreamLocation place = e.getLocation();
        String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        String why = e instanceof MismatchedInputException
                ? "it must be one value and nothing more"
                : e.getOriginalMessage().replaceAll(SETTING, "");
        return "This is not JSON" + where + ": " + why + ".";
    }
}
