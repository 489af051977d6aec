package support.entitlement.web.docs;

import java.net.URI;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/**
 * Converts links between files of the manual into links between its pages. A link to a worked example
 * leads to its archive; one to another file of the repository becomes plain text, since the service does not have that file.
 */
final class PageLinks extends AbstractVisitor {

    private final PageAddress address;
    private final ManualContents contents;

    PageLinks(PageAddress address, ManualContents contents) {
        this.address = address;
        this.contents = contents;
    }

    @Override
    public void visit(Link link) {
        visitChildren(link);
        String destination = link.getDestination();
        if (destination.startsWith("#") || URI.create(destination).isAbsolute()) {
            return;
        }
        URI target = address.resolve(destination);
        ManualContents.nameOf(target.getPath().substring(1))
                .map(name -> name.equals("index") ? ManualContents.FIRST : name)
                .filter(contents::contain)
                .map(name -> address.to(name) + fragment(target))
                .or(() -> ManualExamples.findLinked(target).map(address::to))
                .ifPresentOrElse(link::setDestination, () -> replaceByText(link));
    }

    private static String fragment(URI target) {
        return target.getFragment() == null ? "" : "#" + target.getFragment();
    }

    private static void replaceByText(Link link) {
        Node child = link.getFirstChild();
        while (child != null) {
            Node next = child.getNext();
            link.insertBefore(child);
            child = next;
        }
        link.unlink();
    }
}
