package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The README and the manual as rendered by a repository host: short pages, whose links are valid there, too. */
class ManualFilesTest {

    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]+[A-Z][A-Za-z]*[a-z])`");

    private static final int MAX_LINES_OF_README = 150;

    /** The maximal length of a page, except for generated lists. */
    private static final int MAX_LINES_OF_PAGE = 255;

    private static final List<Path> LISTS = List.of(Manual.page("api/errors"), Manual.page("analyst/problems"));

    static List<Path> files() throws IOException {
        return Stream.concat(Manual.files().stream(), Stream.of(Path.of(".github/CONTRIBUTING.md")))
                .toList();
    }

    @Test
    void theFirstPageLinksToEveryPageOnce() throws IOException {
        try (Stream<Path> files = Files.walk(Manual.FOLDER)) {
            assertThat(Manual.pages())
                    .containsExactlyInAnyOrderElementsOf(
                            files.filter(file -> file.toString().endsWith(".md"))
                                    .toList());
        }
    }

    @Test
    void filesAreShort() throws IOException {
        assertThat(Files.readAllLines(Manual.README)).hasSizeLessThanOrEqualTo(MAX_LINES_OF_README);
        assertThat(Manual.pages())
                .filteredOn(page -> !LISTS.contains(page))
                .allSatisfy(page -> assertThat(Files.readAllLines(page)).hasSizeLessThanOrEqualTo(MAX_LINES_OF_PAGE));
    }

    /** Plain headings have equal anchors in every renderer. */
    @ParameterizedTest
    @MethodSource("files")
    void headingsArePlainAndDifferFromEachOther(Path file) throws IOException {
        assertThat(headings(file))
                .doesNotHaveDuplicates()
                .allSatisfy(heading -> assertThat(heading).matches("[A-Za-z0-9]+(,?[ -][A-Za-z0-9]+)*"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyLinkLeadsToAFileAndToAHeadingOfIt(Path file) throws IOException {
        assertThat(links(file)).allSatisfy(link -> {
            URI target = URI.create(link);
            if (!target.isAbsolute()) {
                Path other = target.getPath().isEmpty()
                        ? file
                        : file.resolveSibling(target.getPath()).normalize();
                assertThat(other).exists();
                if (target.getFragment() != null) {
                    assertThat(headings(other).stream().map(ManualFilesTest::anchor))
                            .as("%s of %s", link, file)
                            .contains(target.getFragment());
                }
            }
        });
    }

    @Test
    void everyPictureIsShownByAPage() throws IOException {
        List<Path> shown = new ArrayList<>();
        for (Path page : Manual.pages()) {
            Manual.parse(page).accept(new AbstractVisitor() {

                @Override
                public void visit(Image image) {
                    shown.add(page.resolveSibling(image.getDestination()).normalize());
                }
            });
        }

        assertThat(Manual.pictures()).hasSameElementsAs(shown);
    }

    @ParameterizedTest
    @MethodSource("files")
    void noFileHasHtml(Path file) throws IOException {
        List<String> html = new ArrayList<>();
        Manual.parse(file).accept(new AbstractVisitor() {

            @Override
            public void visit(HtmlBlock block) {
                html.add(block.getLiteral());
            }

            @Override
            public void visit(HtmlInline inline) {
                html.add(inline.getLiteral());
            }
        });

        assertThat(html).isEmpty();
    }

    /** Names of types change; pages that tell where to read must not tell old ones. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ".github/CONTRIBUTING.md",
                "src/site/markdown/design.md",
                "src/site/markdown/design/impact.md",
                "src/site/markdown/design/allowances.md"
            })
    void everyTypeThatAPageNamesIsThere(Path file) throws IOException {
        Set<String> types;
        try (Stream<Path> sources = Files.walk(Path.of("src"))) {
            types = sources.map(source -> source.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }

        assertThat(TYPE.matcher(Files.readString(file)).results().map(name -> name.group(1)))
                .isNotEmpty()
                .isSubsetOf(types);
    }

    private static List<String> headings(Path file) throws IOException {
        List<String> headings = new ArrayList<>();
        Node document = Manual.parse(file);
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                headings.add(Manual.text(heading));
            }
        }
        return headings;
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    private static List<String> links(Path file) throws IOException {
        List<String> links = new ArrayList<>();
        Manual.parse(file).accept(new AbstractVisitor() {

            @Override
            public void visit(Link link) {
                links.add(link.getDestination());
            }
        });
        return links;
    }
}
