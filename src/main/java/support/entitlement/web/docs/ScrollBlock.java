package support.entitlement.web.docs;

import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Node;

/** A block around a table, in which a table that is wider than the window can be scrolled. */
final class ScrollBlock extends CustomBlock {

    /** Wraps the tables of a document. */
    static void wrapTables(Node document) {
        Node node = document.getFirstChild();
        while (node != null) {
            Node next = node.getNext();
            if (node instanceof TableBlock) {
                ScrollBlock block = new ScrollBlock();
                node.insertBefore(block);
                block.appendChild(node);
            }
            node = next;
        }
    }
}
