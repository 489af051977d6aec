package support.entitlement.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** The files of the manual's pages, and the README. */
public final class Manual {

    public static final Path FOLDER = Path.of("src/site/markdown");
    public static final Path README = Path.of("README.md");

    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private Manual() {}

    /** Returns the first page and those that it links to, in this order. */
    public static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(page("index")));
        parse(page("index")).accept(new AbstractVisitor() {

            @Override
            public void visit(Link link) {
                pages.add(FOLDER.resolve(link.getDestination()));
            }
        });
        return pages;
    }

    /** Returns the pictures of the pages. */
    public static List<Path> pictures() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("pictures"))) {
            return files.toList();
        }
    }

    /** Returns the README and the pages. */
    public static List<Path> files() throws IOException {
        return Stream.concat(Stream.of(README), pages().stream()).toList();
    }

    /** Returns a page by its name, such as {@code api/guide}. */
    public static Path page(String name) {
        return FOLDER.resolve(name + ".md");
    }

    public static Node parse(Path file) throws IOException {
        return PARSER.parse(Files.readString(file));
    }

    /** Returns the text of a heading, a cell or a paragraph, without its marks. */
    public static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {

            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak part) {
                text.append(' ');
            }
        });
        return text.toString();
    }
}
