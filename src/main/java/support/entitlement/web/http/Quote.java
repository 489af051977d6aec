package support.entitlement.web.http;

import tools.jackson.databind.JsonNode;

/** What a problem quotes of what was sent: all of a short value, the beginning of a long one. */
public final class Quote {

    private static final int MAX_LENGTH = 100;

    private Quote() {}

    /** The text, or its beginning and an ellipsis; a character is never cut in half. */
    public static String of(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        boolean half = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1));
        return text.substring(0, half ? MAX_LENGTH - 1 : MAX_LENGTH) + "…";
    }

    /** A simple value, or the beginning of its text; of an object or an array no more than its kind. */
    public static Object of(JsonNode node) {
        if (!node.isValueNode()) {
            return node.isArray() ? "[…]" : "{…}";
        }
        return node.asString().length() > MAX_LENGTH ? of(node.asString()) : node;
    }
}
