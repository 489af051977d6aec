package support.entitlement.web.http;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Quotes values of requests in problems: short ones completely, long ones by their beginning. */
public final class Quote {

    private static final int MAX_LENGTH = 100;

    private Quote() {}

    /** Returns the text, or its beginning and an ellipsis. Surrogate pairs are kept together. */
    public static String of(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        boolean half = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1));
        return text.substring(0, half ? MAX_LENGTH - 1 : MAX_LENGTH) + "…";
    }

    /** Returns a simple value, or the beginning of its text; of an object or an array only its kind; null for null. */
    public static @Nullable Object of(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (!node.isValueNode()) {
            return node.isArray() ? "[…]" : "{…}";
        }
        return node.asString().length() > MAX_LENGTH ? of(node.asString()) : node;
    }
}
