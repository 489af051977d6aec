package support.entitlement.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;

/**
 * A tab of the browser, in which one page is open at a time, and the errors that its pages had. A new page shares nothing with the one
 * before but the files that the browser keeps: it need not fetch and parse all scripts again.
 */
final class Tab implements AutoCloseable {

    private static final String REPORT_VIOLATIONS = "addEventListener('securitypolicyviolation', event =>"
            + " console.error('Forbidden: ' + event.violatedDirective + ' ' + event.blockedURI))";

    /** Pages ask every second what they otherwise ask every few seconds, also whether a service that went away is back. */
    private static final String ASK_SOONER = "for (const timer of ['setInterval', 'setTimeout']) {"
            + " const begin = window[timer];"
            + " const longest = timer === 'setInterval' ? 1_000 : 3_000;"
            + " window[timer] = (task, pause, ...more) => begin(task, pause > longest ? 1_000 : pause, ...more) }";

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    private final List<String> faults = new ArrayList<>();
    private final BrowserContext context;

    /** Opens one without a page. */
    Tab(Browser browser) {
        context = browser.newContext();
        context.setDefaultTimeout(OpenBrowser.MAX_WAIT.toMillis());
        context.addInitScript(REPORT_VIOLATIONS);
        context.addInitScript(ASK_SOONER);
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.add(message.text());
            }
        });
        context.onWebError(error -> faults.add(error.error()));
    }

    /** Opens an empty page, and closes the one before. */
    Page openPage() {
        closePage();
        return context.newPage();
    }

    /** Closes the page, if there is one, and those that it has opened. */
    void closePage() {
        List.copyOf(context.pages()).forEach(Page::close);
    }

    /** Gives a page the size and the colours of a new one, and puts the mouse into its corner. */
    static void reset(Page page) {
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
