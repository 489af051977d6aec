package support.entitlement.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;

/**
 * Tests that operate the workbench in a browser. Each class has a service of its own, with the shipped tables unless it writes
 * others, or shares one. Each test has a page of its own unless its class shares one, and fails if a script fails, an error is
 * written to the page's console, or the page's policy forbids a content.
 */
@ExtendWith(BrowserExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
public abstract class WorkbenchTest {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Map<String, int[]> SIZES =
            Map.of("wide", new int[] {1440, 900}, "narrow", new int[] {390, 844});

    private final List<String> expectedFaults = new ArrayList<>();
    private @Nullable Tab tab;

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

    /**
     * Returns true if the tests use the service of {@link SharedService} instead of one of their own. They change nothing of it that
     * another class could notice.
     */
    protected boolean sharesService() {
        return false;
    }

    /** Returns true if the tests use one page, one after the other. They leave nothing in it that the next one could notice. */
    protected boolean sharesPage() {
        return false;
    }

    @BeforeAll
    void startService(Browser browser, SharedService shared, @TempDir Path created) throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(OpenBrowser.MAX_WAIT.toMillis());
        tab = new Tab(browser);
        folder = created;
        if (sharesService()) {
            service = shared.start();
        } else {
            writeTables(Files.createDirectory(folder.resolve("rules")));
            service = new RunningService(folder, settings());
        }
    }

    @AfterAll
    void stopService() {
        if (tab != null) {
            tab.close();
        }
        if (service != null && !sharesService()) {
            service.close();
        }
    }

    @BeforeEach
    void openEmptyPage() {
        expectedFaults.clear();
        if (page == null || !sharesPage()) {
            page = tab.openPage();
        } else {
            Tab.reset(page);
        }
    }

    @AfterEach
    void requireNoFaults() {
        if (!sharesPage()) {
            tab.closePage();
        }
        tab.requireNoFaults(expectedFaults);
    }

    /** Lets the test pass although the page has errors with this text, such as those of an answer that refuses a request. */
    protected void expectFault(String text) {
        expectedFaults.add(text);
    }

    /** Lets the test pass although a check was refused while two others ran: the page asks again. */
    protected void expectBusyChecks() {
        expectFault("the server responded with a status of 503");
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

    /** Checks that axe finds no barrier in what is shown in light colours, and none of colours in dark ones: nothing else differs. */
    protected void assertNoBarriers() {
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertThat(Barriers.find(page)).as("barriers at %s", page.url()).isEmpty();
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(Barriers.findInColours(page))
                .as("barriers in dark colours at %s", page.url())
                .isEmpty();
    }

    /**
     * Writes pictures of what is shown to {@code target/screenshots}: wide in light colours and narrow in dark ones, and with
     * {@code -Dscreenshots=all} each size in both.
     */
    protected void takeScreenshots(String name) {
        takeScreenshot(name, "wide", ColorScheme.LIGHT);
        takeScreenshot(name, "narrow", ColorScheme.DARK);
        if ("all".equals(System.getProperty("screenshots"))) {
            takeScreenshot(name, "wide", ColorScheme.DARK);
            takeScreenshot(name, "narrow", ColorScheme.LIGHT);
        }
    }

    private void takeScreenshot(String name, String size, ColorScheme colours) {
        page.setViewportSize(SIZES.get(size)[0], SIZES.get(size)[1]);
        page.emulateMedia(new EmulateMediaOptions().setColorScheme(colours));
        String file = name + "-" + size + "-" + colours + ".png";
        page.screenshot(new ScreenshotOptions().setPath(SCREENSHOTS.resolve(file.toLowerCase(Locale.ROOT))));
    }
}
