package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The frame around the views. */
class ShellTest extends WorkbenchTest {

    private static final int MAX_SCRIPT = 150_000;
    private static final int NARROW = 390;
    private static final int LOW = 300;

    /** The sizes of scripts by their addresses: most are those of every view. */
    private final Map<String, Integer> compressedSizes = new HashMap<>();

    @Override
    protected boolean sharesService() {
        return true;
    }

    @Test
    void theFirstPageIsTheSupportMatrix() {
        open("");

        assertThat(heading("Support matrix")).isVisible();
        assertThat(page).hasTitle("Support matrix · Support entitlements");
        takeScreenshots("shell");
    }

    @ParameterizedTest
    @CsvSource({
        "#/matrix, Support matrix",
        "#/ask, Ask",
        "#/clock, Clock",
        "#/calendars, Calendars",
        "#/tables, Tables",
        "#/releases, Releases",
        "#/customers, Customers",
        "#/nothing, No such view"
    })
    void everyViewHasAnAddressAndNoBarriers(String address, String heading) {
        open(address);

        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setLevel(1)))
                .hasText(heading);
        assertNoBarriers();
    }

    @Test
    void theNavigationLeadsToAViewAndTheBrowsersButtonBack() {
        open("");

        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Ask").setExact(true))
                .click();
        assertThat(heading("Ask")).isVisible();
        assertThat(page.getByRole(AriaRole.MAIN)).isFocused();

        page.goBack();
        assertThat(heading("Support matrix")).isVisible();
    }

    @Test
    void whoHasJustGoneElsewhereIsNotLedBackByWhatTheViewBeforeNotesInTheAddress() {
        open("#/ask");
        assertThat(heading("Ask")).isVisible();

        page.evaluate("() => import('./workbench/app/router.js').then(({router}) => {"
                + " location.hash = '#/releases';"
                + " router.replace('#/ask?plan=Enterprise+Premium');" // The browser has not told the change of the line
                // above yet.
                + "})");

        assertThat(heading("Releases")).isVisible();
        assertThat(page).hasURL(Pattern.compile("#/releases$"));
    }

    @Test
    void theBrowsersButtonLeadsBackToThePlaceThatWasLeft() {
        page.setViewportSize(NARROW, LOW);
        open("#/ask?plan=Enterprise+Premium&issueType=API+outage&slaCategory=1");
        assertThat(page.locator("policy-answer")).isVisible();
        page.waitForLoadState(LoadState.NETWORKIDLE); // The tables below the answer move the link.
        Locator link = page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Release 1"));
        link.focus();
        Object left = page.evaluate("scrollY");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.MAIN)).isFocused();
        Assertions.assertThat(page.evaluate("scrollY")).isEqualTo(0);

        page.goBack();

        assertThat(link).isFocused();
        Assertions.assertThat(left).isNotEqualTo(0);
        page.waitForFunction("left => scrollY === left", left);
    }

    @ParameterizedTest
    @CsvSource({
        "#/tables/plans.csv?release=1&row=9, 'plans.csv, release 1 · Tables'",
        "#/ask?plan=Enterprise+Premium&issueType=API+outage, 'Enterprise Premium, API outage · Ask'",
        "#/nothing, No such view"
    })
    void theTitleBeginsWithTheMostParticularPart(String address, String title) {
        open(address);

        assertThat(page).hasTitle(title + " · Support entitlements");
    }

    @Test
    void theKeyboardReachesEverythingInTheOrderOfThePage() {
        open("#/nothing");
        assertThat(heading("No such view")).isVisible();
        assertThat(page.getByText("Release 1 has been in force since")).isVisible();

        List<String> reached = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            page.keyboard().press("Tab");
            reached.add(focused());
        }

        Assertions.assertThat(reached)
                .containsExactly(
                        "Skip to the content",
                        "Support matrix",
                        "Ask",
                        "Clock",
                        "Calendars",
                        "Tables",
                        "Drafts",
                        "Releases",
                        "Customers",
                        "Colours",
                        "Sign in",
                        "Release 1",
                        "Manual",
                        "Try the API",
                        "OpenAPI document",
                        "Policy in force (JSON)",
                        "Health (JSON)");
    }

    @Test
    void theKeyboardSkipsTheNavigationAndGoesToAView() {
        open("");
        assertThat(heading("Support matrix")).isVisible();

        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.MAIN)).isFocused();

        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Tables")).focus();
        page.keyboard().press("Enter");
        assertThat(page).hasTitle("Tables · Support entitlements");
    }

    @Test
    void theColoursAreChosenAndKeptUntilTheTabIsClosed() {
        open("");
        page.getByLabel("Colours").selectOption("dark");
        String dark = background();
        page.reload();

        assertThat(heading("Support matrix")).isVisible();
        Assertions.assertThat(background()).isEqualTo(dark);
        page.getByLabel("Colours").selectOption("light");
        Assertions.assertThat(background()).isNotEqualTo(dark);
    }

    /** Measured as a server compresses: each file by itself. */
    @ParameterizedTest
    @ValueSource(strings = {"matrix", "ask", "clock", "calendars", "tables", "releases", "customers"})
    void theScriptsOfTheFrameAndAViewAreSmall(String view) throws IOException {
        Set<String> scripts = new LinkedHashSet<>();
        page.onRequest(request -> {
            if (request.resourceType().equals("script")) {
                scripts.add(request.url());
            }
        });
        open("#/" + view);
        assertThat(page.locator(view + "-view")).isVisible();

        int bytes = 0;
        for (String script : scripts) {
            if (!compressedSizes.containsKey(script)) {
                compressedSizes.put(
                        script, compressedSize(page.request().get(script).body()));
            }
            bytes += compressedSizes.get(script);
        }
        Assertions.assertThat(scripts).hasSizeGreaterThan(20);
        Assertions.assertThat(bytes).isBetween(20_000, MAX_SCRIPT);
    }

    private static int compressedSize(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(content);
        }
        return compressed.size();
    }

    private String background() {
        return (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
    }

    /** Returns the first line of the words of the element that has the focus. */
    private String focused() {
        String text = (String) page.evaluate("() => { let found = document.activeElement;"
                + " while (found.shadowRoot?.activeElement) { found = found.shadowRoot.activeElement; }"
                + " return (found.labels?.[0] ?? found).innerText; }");
        return text.strip().lines().findFirst().orElse("").strip();
    }
}
