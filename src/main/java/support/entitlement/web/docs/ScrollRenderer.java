package support.entitlement.web.docs;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Renders a {@link ScrollBlock}. The block is focusable, so that it can be scrolled by keys. Single use. */
final class ScrollRenderer implements NodeRenderer {

    private final HtmlNodeRendererContext context;

    ScrollRenderer(HtmlNodeRendererContext context) {
        this.context = context;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
        return Set.of(ScrollBlock.class);
    }

    @Override
    public void render(Node node) {
        HtmlWriter html = context.getWriter();
        html.tag("div", Map.of("class", "scroll", "tabindex", "0"));
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            context.render(child);
        }
        html.tag("/div");
        html.line();
    }
}
