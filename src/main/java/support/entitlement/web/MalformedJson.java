package support.entitlement.web;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;

/** Says where and why a text is no JSON, in words for callers. */
final class MalformedJson {

    private MalformedJson() {}

    static String explain(JacksonException e) {
        TokenStreamLocation place = e.getLocation();
        String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        String why =
                e instanceof StreamReadException ? e.getOriginalMessage() : "it must be one value and nothing more";
        return "This is not JSON" + where + ": " + why + ".";
    }
}
