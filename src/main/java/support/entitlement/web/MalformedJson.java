package support.entitlement.web;

import tools.jackson.core.JacksonException;

/** Says where JSON goes wrong. */
final class MalformedJson {

    private MalformedJson() {}

    static String explain(JacksonException e) {
        String where = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        return "This is not JSON" + where + ": " + e.getOriginalMessage() + ".";
    }
}
