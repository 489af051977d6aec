package support.entitlement.workbench;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Looks for barriers in a page with axe, which runs in the page itself. {@link AxeBuilder} takes four times as long: it opens a second
 * page for each look, to gather what it found in frames, and the workbench has no frames.
 */
final class Barriers {

    private static final String AXE = readAxe();

    /** The rules that depend on colours. */
    private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");

    private static final String RUN =
            "async rules => (await axe.run({resultTypes: ['violations'], ...(rules.length && {runOnly: rules})}))"
                    + ".violations.map(({help, nodes}) => help + ': '"
                    + " + nodes.map(({target, failureSummary}) => target + ' ' + failureSummary).join('; '))";

    private Barriers() {}

    /** Returns a sentence for each rule that what is shown breaks. */
    static List<String> find(Page page) {
        return find(page, List.of());
    }

    /** Returns a sentence for each rule that the colours of what is shown break. */
    static List<String> findInColours(Page page) {
        return find(page, COLOURS);
    }

    @SuppressWarnings("unchecked")
    private static List<String> find(Page page, List<String> rules) {
        if (page.evaluate("typeof axe").equals("undefined")) {
            page.evaluate(AXE + "; 0");
        }
        return (List<String>) page.evaluate(RUN, rules);
    }

    private static String readAxe() {
        try (InputStream script = Objects.requireNonNull(AxeBuilder.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
