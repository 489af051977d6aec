package support.entitlement.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;

/** A page of the browser that shares nothing with other pages, and the errors that it had. */
final class Tab implements AutoCloseable {

    private static final String REPORT_VIOLATIONS = "addEventListener('securitypolicyviolation', event =>"
            + " console.error('Forbidden: ' + event.violatedDirective + ' ' + event.blockedURI))";

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    private final List<String> faults = new ArrayList<>();
    private final BrowserContext context;
    private final Page page;

    /** Opens an empty one. */
    Tab(Browser browser) {
        context = browser.newContext();
        context.setDefaultTimeout(OpenBrowser.MAX_WAIT.toMillis());
        context.addInitScript(REPORT_VIOLATIONS);
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.add(message.text());
            }
        });
        context.onWebError(error -> faults.add(error.error()));
        page = context.newPage();
    }

    Page page() {
        return page;
    }

    /** Gives the page the size and the colours of a new one, and puts the mouse into its corner. */
    void reset() {
        page.setViewportSize(WIDTH, HEIGHT);
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.mouse().move(0, 0);
    }

    /**
     * Checks that a script has not failed, no error was written to the console, and the page's policy has not forbidden a content since
     * the last check.
     *
     * @param expected parts of errors that may be there
     */
    void requireNoFaults(List<String> expected) {
        faults.removeIf(fault -> expected.stream().anyMatch(fault::contains));
        List<String> found = List.copyOf(faults);
        faults.clear();
        assertThat(found).as("errors in the page").isEmpty();
    }

    @Override
    public void close() {
        context.close();
    }
}
