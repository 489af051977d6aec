package support.entitlement.web.docs;

import java.net.URI;

/**
 * The address of a page. Links are relative to it, so that they work behind a proxy that adds a path prefix.
 *
 * @param name the name of the page
 */
record PageAddress(String name) {

    /** Returns the address of another page, or of a file beside the first page. */
    String to(String other) {
        String folder = name.equals(ManualContents.FIRST) ? "" : "../".repeat(name.split("/").length);
        return folder + (other.equals(ManualContents.FIRST) ? "docs" : "docs/" + other);
    }

    /** Returns the path below the manual's folder to which a link in the file of this page leads, with its fragment. */
    URI resolve(String destination) {
        return URI.create("/" + ManualContents.fileOf(name)).resolve(destination);
    }
}
