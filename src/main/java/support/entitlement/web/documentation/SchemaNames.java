package support.entitlement.web.documentation;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The names of types in the API description. The name of a nested record begins with that of its outer record, so that
 * it says which page, channel or period it is.
 */
final class SchemaNames {

    private static final String REQUEST = "Request";

    private SchemaNames() {}

    /** Returns the name of a type in a response. */
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

    /** Returns the name of an enum, with that of its owner if its own says little. */
    static String ofEnum(Class<?> type) {
        Class<?> owner = type.getDeclaringClass();
        return owner != null && type.getSimpleName().equals("State")
                ? owner.getSimpleName() + type.getSimpleName()
                : type.getSimpleName();
    }

    /** Returns the name of a type in a request. */
    static String ofRequest(Class<?> type) {
        String name = of(type);
        return name.endsWith(REQUEST) ? name : name + REQUEST;
    }

    /** Returns the name of a type that is sent as a merge patch. */
    static String ofPatch(Class<?> type) {
        String name = ofRequest(type);
        return name.substring(0, name.length() - REQUEST.length()) + "Patch";
    }

    private static String ownerStem(String owner) {
        return owner.replaceFirst("^Reported(?=.)", "").replaceFirst("(Request|Response)$", "");
    }

    /** Joins two names. A word that ends the first and begins the second stands once. */
    private static String joinNames(String owner, String name) {
        String firstWord = name.replaceFirst("(?<=[a-z])[A-Z].*$", "");
        return owner.endsWith(firstWord) ? owner + name.substring(firstWord.length()) : owner + name;
    }
}
