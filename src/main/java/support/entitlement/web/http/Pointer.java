package support.entitlement.web.http;

/** Builds JSON pointers (RFC 6901). */
public final class Pointer {

    private Pointer() {}

    /**
     * Returns the pointer to a member of the object at {@code base}. A long name is shortened; callers recognise it by
     * its beginning.
     */
    public static String toMember(String base, String name) {
        return base + "/" + Quote.of(name).replace("~", "~0").replace("/", "~1");
    }
}
