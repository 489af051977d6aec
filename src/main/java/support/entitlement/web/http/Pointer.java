package support.entitlement.web.http;

import tools.jackson.core.JsonPointer;

/** Builds JSON pointers (RFC 6901) to members whose names a caller sent. */
public final class Pointer {

    private Pointer() {}

    /**
     * Returns the pointer to a member of the object at {@code base}. A long name is shortened; callers recognise it by
     * its beginning.
     */
    public static String toMember(String base, String name) {
        return base + JsonPointer.empty().appendProperty(Quote.of(name));
    }
}
