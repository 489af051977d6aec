package support.entitlement.web.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * The table of contents, read from the headings and links of the first page. A page without a link there is not served.
 *
 * @param groups the parts of the manual, in order
 */
record ManualContents(List<Group> groups) {

    /** The name of the first page. */
    static final String FIRST = "";

    private static final String EXTENSION = ".md";

    /** A part of the manual. */
    record Group(String title, List<Entry> entries) {}

    /**
     * A page.
     *
     * @param name its path below the manual, without an extension
     */
    record Entry(String name, String title) {}

    /** Reads the contents from the first page. */
    static ManualContents of(Node firstPage) {
        List<Group> groups = new ArrayList<>();
        firstPage.accept(new AbstractVisitor() {

            @Override
            public void visit(Heading heading) {
                if (heading.getLevel() == 2) {
                    groups.add(new Group(text(heading), new ArrayList<>()));
                }
            }

            @Override
            public void visit(Link link) {
                nameOf(link.getDestination())
                        .ifPresent(
                                name -> groups.get(groups.size() - 1).entries().add(new Entry(name, text(link))));
            }
        });
        return new ManualContents(List.copyOf(groups));
    }

    /** Returns the name of the page in a file. */
    static Optional<String> nameOf(String file) {
        return file.endsWith(EXTENSION)
                ? Optional.of(file.substring(0, file.length() - EXTENSION.length()))
                : Optional.empty();
    }

    /** Returns the file of a page, below the folder of the manual. */
    static String fileOf(String name) {
        return (name.equals(FIRST) ? "index" : name) + EXTENSION;
    }

    /** Returns whether there is a page of this name. */
    boolean contain(String name) {
        return name.equals(FIRST)
                || groups.stream()
                        .flatMap(group -> group.entries().stream())
                        .anyMatch(entry -> entry.name().equals(name));
    }

    /** Returns the words of a heading or a link. */
    static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {

            @Override
            public void visit(Text words) {
                text.append(words.getLiteral());
            }
        });
        return text.toString();
    }
}
