package support.entitlement.web;

import tools.jackson.databind.JsonNode;

/** What a problem quotes of what was sent: all of a short value, the beginning of a long one. */
final class Quote {

    private static final int LONGEST = 100;

    private Quote() {}

    /** The text, or its beginning and an ellipsis; a character is never cut in half. */
    static String of(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        boolean half = Character.isHighSurrogate(text.charAt(LONGEST - 1));
        return text.substring(0, half ? LONGEST - 1 : LONGEST) + "…";
    }

    /** A simple value, or the beginning of its text; of an object or an array no more than its kind. */
    static Object of(JsonNode node) {
        if (!node.isValueNode()) {
            return node.isArray() ? "[…]" : "{…}";
        }
        return node.asString().length() > LONGEST ? of(node.asString()) : node;
    }
}
