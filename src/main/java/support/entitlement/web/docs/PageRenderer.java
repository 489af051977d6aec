package support.entitlement.web.docs;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.web.util.HtmlUtils;
import support.entitlement.web.docs.ManualContents.Entry;
import support.entitlement.web.docs.ManualContents.Group;

/** Renders a page of Markdown as HTML. HTML within the Markdown is shown as text. Single use. */
final class PageRenderer {

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .nodeRendererFactory(ScrollRenderer::new)
            .build();

    private static final String TEMPLATE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <link rel="stylesheet" href="%s">
            </head>
            <body>
            <header>
            <a href="%s">Support entitlements</a> <span>%s</span> <a class="jump" href="#pages">All pages</a>
            </header>
            <main>
            %s</main>
            <nav id="pages" aria-label="Manual">
            %s</nav>
            </body>
            </html>
            """;

    private final PageAddress address;
    private final ManualContents contents;
    private final String version;

    PageRenderer(String name, ManualContents contents, String version) {
        this.address = new PageAddress(name);
        this.contents = contents;
        this.version = version;
    }

    static Node parse(String markdown) {
        return PARSER.parse(markdown);
    }

    String render(String markdown) {
        Node document = parse(markdown);
        document.accept(new PageLinks(address, contents));
        ScrollBlock.wrapTables(document);
        return String.format(
                Locale.ROOT,
                TEMPLATE,
                HtmlUtils.htmlEscape(ManualContents.text(document.getFirstChild())),
                address.to("manual.css"),
                address.to(ManualContents.FIRST),
                HtmlUtils.htmlEscape(version),
                RENDERER.render(document),
                contents.groups().stream().map(this::navigation).collect(Collectors.joining()));
    }

    private String navigation(Group group) {
        return "<h2>" + HtmlUtils.htmlEscape(group.title()) + "</h2>\n<ul>\n"
                + group.entries().stream().map(this::navigation).collect(Collectors.joining())
                + "</ul>\n";
    }

    private String navigation(Entry entry) {
        return "<li><a href=\"" + address.to(entry.name()) + "\""
                + (address.name().equals(entry.name()) ? " aria-current=\"page\"" : "")
                + ">" + HtmlUtils.htmlEscape(entry.title()) + "</a></li>\n";
    }
}
