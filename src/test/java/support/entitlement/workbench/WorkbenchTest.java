package support.entitlement.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;
import support.entitlement.Waiting;

/**
 * Tests that operate the workbench in a browser. Each class has a service of its own, with the shipped tables unless it writes
 * others. Each test has a page of its own, and fails if a script fails, an error is written to the page's console, or the page's
 * policy forbids a content.
 */
@ExtendWith(BrowserExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
public abstract class WorkbenchTest {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Map<String, int[]> SIZES =
            Map.of("wide", new int[] {1440, 900}, "narrow", new int[] {390, 844});
    private static final String REPORT_VIOLATIONS = "addEventListener('securitypolicyviolation', event =>"
            + " console.error('Forbidden: ' + event.violatedDirective + ' ' + event.blockedURI))";

    private final List<String> faults = new ArrayList<>();
    private final List<String> expectedFaults = new ArrayList<>();
    private Browser browser;
    private BrowserContext context;

    /** Holds {@code rules}, the tables of the service. */
    protected Path folder;

    protected RunningService service;
    protected Page page;

    /** Writes the tables of the service into an empty directory. */
    protected void writeTables(Path rules) throws IOException {
        EditedTables.in(rules);
    }

    /** Returns settings of the service, as arguments. */
    protected List<String> settings() throws Exception {
        return List.of();
    }

    @BeforeAll
    void startService(Browser shared, @TempDir Path created) throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(Waiting.MAX_WAIT.toMillis());
        browser = shared;
        folder = created;
        writeTables(Files.createDirectory(folder.resolve("rules")));
        service = new RunningService(folder, settings());
    }

    @AfterAll
    void stopService() {
        if (service != null) {
            service.close();
        }
    }

    @BeforeEach
    void openContext() {
        faults.clear();
        expectedFaults.clear();
        context = browser.newContext();
        context.setDefaultTimeout(Waiting.MAX_WAIT.toMillis());
        context.addInitScript(REPORT_VIOLATIONS);
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.add(message.text());
            }
        });
        context.onWebError(error -> faults.add(error.error()));
        page = context.newPage();
    }

    @AfterEach
    void requireNoFaults() {
        context.close();
        faults.removeIf(fault -> expectedFaults.stream().anyMatch(fault::contains));
        assertThat(faults).as("errors in the page").isEmpty();
    }

    /** Lets the test pass although the page has errors with this text, such as those of an answer that refuses a request. */
    protected void expectFault(String text) {
        expectedFaults.add(text);
    }

    /** Opens a place in the workbench, such as {@code #/ask}. */
    protected void open(String fragment) {
        page.navigate(service.address() + fragment);
    }

    /** Returns the heading of this text. */
    protected Locator heading(String text) {
        return page.getByRole(
                AriaRole.HEADING, new GetByRoleOptions().setName(text).setExact(true));
    }

    /** Returns the button of this text. */
    protected Locator button(String text) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(text).setExact(true));
    }

    /** Checks that axe finds no barrier in what is shown, in light and in dark colours. */
    protected void assertNoBarriers() {
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new EmulateMediaOptions().setColorScheme(colours));
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .as("barriers in %s colours at %s", colours, page.url())
                    .extracting(rule -> rule.getHelp() + " " + rule.getNodes())
                    .isEmpty();
        }
    }

    /** Writes pictures of what is shown, wide and narrow, light and dark, to {@code target/screenshots}. */
    protected void takeScreenshots(String name) {
        for (Map.Entry<String, int[]> size : SIZES.entrySet()) {
            page.setViewportSize(size.getValue()[0], size.getValue()[1]);
            for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new EmulateMediaOptions().setColorScheme(colours));
                String file = name + "-" + size.getKey() + "-" + colours + ".png";
                page.screenshot(new ScreenshotOptions().setPath(SCREENSHOTS.resolve(file.toLowerCase(Locale.ROOT))));
            }
        }
    }
}
