package support.entitlement.web.http;

/** Makes JSON pointers (RFC 6901). */
public final class Pointer {

    private Pointer() {}

    /** The pointer to a member of the object at {@code base}. A long name is cut: no caller needs all of it to find it. */
    public static String toMember(String base, String name) {
        return base + "/" + Quote.of(name).replace("~", "~0").replace("/", "~1");
    }
}
