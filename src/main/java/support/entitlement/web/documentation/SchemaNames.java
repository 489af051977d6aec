package support.entitlement.web.documentation;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The names of types in the description of the API. A record that belongs to another is called by both names, so that it says what
 * it is the page, the channel or the period of.
 */
final class SchemaNames {

    private static final String REQUEST = "Request";

    private SchemaNames() {}

    /** The name of a type that is answered. */
    static String of(Class<?> type) {
        Schema annotation = type.getAnnotation(Schema.class);
        if (annotation != null && !annotation.name().isEmpty()) {
            return annotation.name();
        }
        Class<?> owner = type.getDeclaringClass();
        return owner != null && owner.isRecord()
                ? joinNames(ownerStem(owner.getSimpleName()), type.getSimpleName())
                : type.getSimpleName();
    }

    /** The name of a type that is sent. */
    static String ofRequest(Class<?> type) {
        String name = of(type);
        return name.endsWith(REQUEST) ? name : name + REQUEST;
    }

    /** The name of a type that is sent as a merge patch. */
    static String ofPatch(Class<?> type) {
        String name = ofRequest(type);
        return name.substring(0, name.length() - REQUEST.length()) + "Patch";
    }

    private static String ownerStem(String owner) {
        return owner.replaceFirst("^Reported(?=.)", "").replaceFirst("(Request|Response)$", "");
    }

    /** The word that ends the one and begins the other is said once. */
    private static String joinNames(String owner, String name) {
        String firstWord = name.replaceFirst("(?<=[a-z])[A-Z].*$", "");
        return owner.endsWith(firstWord) ? owner + name.substring(firstWord.length()) : owner + name;
    }
}
