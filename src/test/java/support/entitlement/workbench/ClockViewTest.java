package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse.MoveOptions;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The picture of a case's clock, with the tables of the worked example: an office in Zurich, and others that hold markup. */
class ClockViewTest extends WorkbenchTest {

    private static final Path EXAMPLE = Path.of("src/test/resources/business-hours");
    private static final String MARKUP = "<img src=x onerror=alert(1)>";
    private static final String RECURRING =
            "Zurich office,first Monday in September,,,,Boys' shooting\nZurich office,DE,,,,Public holidays";
    private static final String QUESTION =
            "#/clock?plan=Enterprise+Premium&issueType=Issue+reports&slaCategory=1&attribute.region=EU&zone=Europe/Zurich";
    private static final String EASTER = QUESTION + "&openedAt=2026-04-02T16:00:00%2B02:00";
    private static final String CLOCK_CHANGE = QUESTION + "&openedAt=2026-03-27T17:00:00%2B01:00";

    @Override
    protected void writeTables(Path rules) throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file)
                        .replace(",Update,", "," + MARKUP + ",")
                        .replace("Night watch", MARKUP)
                        .replace("Independence Day observed", "Independence Day observed\n" + RECURRING);
                Files.writeString(rules.resolve(file.getFileName()), text);
            }
        }
    }

    @Override
    protected List<String> settings() {
        return List.of("--entitlement.security.open-reading=all");
    }

    @Test
    void thePictureAndTheTableSayWhenPromisesFallDueOverALongWeekend() {
        open(EASTER);

        assertThat(picture("Initial response: Due Tuesday 7 April 2026 at 10:00"))
                .isVisible();
        assertThat(page.locator("case-picture text").getByText("holiday").first())
                .isVisible();
        assertThat(row("Initial response"))
                .containsText("Thursday 2 April 2026 at 16:00 to 18:00 (2 hours)"
                        + "Tuesday 7 April 2026 at 08:00 to 10:00 (2 hours)");
        assertThat(row("Initial response"))
                .containsText("Between: holiday Friday 3 April 2026, weekend Saturday 4 April 2026"
                        + " and holiday Monday 6 April 2026.");
        assertThat(heading(MARKUP)).isVisible();
        assertNoBarriers();
        takeScreenshots("clock");
    }

    @Test
    void theOpeningMovesByKeysOverAWeekend() {
        open(EASTER);
        tabTo(opening());

        page.keyboard().press("PageUp");
        assertThat(opening()).hasAttribute("aria-valuetext", "Friday 3 April 2026 at 16:00");
        assertThat(picture("Initial response: Due Tuesday 7 April 2026 at 12:00"))
                .isVisible();
        page.keyboard().press("Shift+ArrowLeft");
        page.keyboard().press("ArrowLeft");
        page.keyboard().press("Shift+PageDown");

        assertThat(page).hasURL(Pattern.compile("openedAt=2026-03-27T14%3A45%3A00%2B01%3A00"));
        assertThat(picture("Initial response: Due Monday 30 March 2026 at 08:45"))
                .isVisible();
        assertThat(opening()).isFocused();
    }

    @Test
    void theOpeningIsDraggedOverAChangeOfTheClocks() {
        open(CLOCK_CHANGE);
        assertThat(page.locator("case-picture text").getByText("Clocks go forward by 1 hour"))
                .isVisible();
        BoundingBox days = page.locator("case-picture .axis").boundingBox();
        BoundingBox handle = opening().boundingBox();
        double middle = handle.x + handle.width / 2;

        page.mouse().move(middle, handle.y + 5);
        page.mouse().down();
        page.mouse().move(middle + 2.5 * days.width / 7, handle.y + 5, new MoveOptions().setSteps(10));
        assertThat(picture("Initial response: Due Monday 30 March 2026 at 12:00"))
                .isVisible();
        page.mouse().up();

        assertThat(page).hasURL(Pattern.compile("openedAt=2026-03-30T0\\d%3A\\d\\d%3A00%2B02%3A00"));
    }

    @Test
    void eventsShowWhereACaseStands() {
        open(EASTER);
        assertThat(picture("Initial response: Due Tuesday 7 April 2026 at 10:00"))
                .isVisible();

        addEvent("acknowledged", "2026-04-02T16:30");
        assertThat(verdict("Acknowledge")).hasText("Met");
        addEvent("paused", "2026-04-02T17:00");
        assertThat(verdict("Initial response")).hasText("Paused");
        addEvent("resumed", "2026-04-07T09:00");
        assertThat(picture("Initial response: Due Tuesday 7 April 2026 at 12:00"))
                .isVisible();
        assertThat(page.locator("case-picture text").getByText("paused").first())
                .isVisible();
        addEvent("responded", "2026-04-07T15:00");

        assertThat(verdict("Initial response")).hasText("Met late");
        assertThat(verdict(MARKUP)).hasText("Breached");
        assertThat(verdict("Resolution")).hasText("Running");
        assertNoBarriers();
        takeScreenshots("case");
    }

    @Test
    void aPausedClockSaysWhatItWaitsForAndItsPausesDoNotCountInALongWalk() {
        open("#/nothing");

        assertEquals(
                List.of(
                        "Due once the case has been resumed: the clock stands still",
                        "Due once “customer replied” or “escalated” comes: the clock stands still",
                        "Not computed, because the policy does not state in which calendar it counts",
                        "The clock stands still"),
                page.evaluate("""
                        () => import('./workbench/views/clock/story-words.js').then(({sayOutcome}) => [
                          {within: 'PT1H'},
                          {every: 'PT1H', pausedBy: ['waiting'], resumedBy: ['customer replied', 'escalated']},
                          {within: 'PT1H', calendar: null, calendarStated: false},
                          {within: null, calendar: null, calendarStated: false},
                        ].map(status => sayOutcome({status, verdict: 'paused'}, 'UTC')))"""));
        assertEquals(List.of("100 to 110", "120 to 130"), page.evaluate("""
                        () => import('./workbench/views/clock/milestone-story.js').then(({storyOf}) => {
                          const stretch = (from, to) => ({from: new Date(from).toISOString(), to: new Date(to).toISOString()});
                          const walk = Array.from({length: 100}, (_, i) => stretch(i, i + 1));
                          const status = {state: 'running', startedAt: new Date(0).toISOString(), pausedBy: ['waiting'],
                            walk: [...walk, stretch(100, 130)], pauses: [stretch(110, 120)]};
                          const story = storyOf(status, {open: [{from: 0, to: 130}], closed: [], clockChanges: []}, {at: 130, hasCase: true});
                          return story.counted.slice(100).map(({from, to}) => `${from} to ${to}`);
                        })"""));
    }

    @Test
    void aCaseOfYearsIsDrawnForAsManyDaysAsTheServiceLists() {
        open(EASTER + "&event=acknowledged@2029-04-02T16:30:00%2B02:00&at=2029-04-02T16:30:00%2B02:00");

        assertThat(verdict("Acknowledge")).hasText("Met late");
        assertThat(page.getByText("The picture shows 390 days at most")).isVisible();
    }

    @Test
    void anEventThatCannotBeIsRefusedAtItsPlaceAndRemoved() {
        expectFault("422");
        open(EASTER + "&event=resumed@2026-04-07T09:00:00%2B02:00&at=2026-04-07T10:00:00%2B02:00");

        assertThat(page.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText("resumed")))
                .containsText("ends a pause that has not begun");
        assertNoBarriers();
        button("Remove the event “resumed”").click();

        assertThat(verdict("Initial response")).hasText("At risk");
    }

    @Test
    void aQuestionWithoutTimesSaysSo() {
        open("#/clock?plan=Free&issueType=Issue+reports");

        assertThat(page.getByText("The policy promises support, but states no time for it: no clock runs."))
                .isVisible();
        assertNoBarriers();
    }

    @Test
    void aFactThatWouldChangeThePromisesIsAskedFor() {
        open("#/clock?plan=Enterprise+Premium&issueType=Issue+reports&attribute.region=EU");

        button("not possible").click();

        assertThat(page).hasURL(Pattern.compile("productionUse=not\\+possible"));
        assertThat(heading("Workaround?")).isFocused();
    }

    @Test
    void aCalendarShowsItsYear() {
        open("#/calendars");
        assertThat(page.getByText(MARKUP)).isVisible();
        assertThat(page.getByText("first Monday in September (Boys' shooting), DE (Germany) and 3 dates"))
                .isVisible();
        assertNoBarriers();
        page.getByRole(AriaRole.LINK, named("Zurich office")).click();
        assertThat(heading("Zurich office")).isVisible();
        open("#/calendars/Zurich%20office?year=2026");

        assertThat(page.getByRole(AriaRole.CELL, named("3 Friday 3 April 2026, Good Friday: closed")))
                .isVisible();
        assertThat(page.getByRole(AriaRole.LISTITEM)
                        .getByText(
                                "Thursday 24 December 2026, Open in the morning only: open 08:00 to 12:00 (4 hours)"))
                .isVisible();
        assertThat(page.getByRole(AriaRole.LISTITEM)
                        .getByText("Sunday 29 March 2026 at 03:00: clocks go forward by 1 hour"))
                .isVisible();
        assertNoBarriers();
        takeScreenshots("calendar");
        page.getByRole(AriaRole.LINK, named("Year 2027")).click();
        assertThat(heading("2027")).isVisible();
        assertThat(page.getByRole(AriaRole.LISTITEM).getByText("Monday 6 September 2027, Boys' shooting: closed"))
                .isVisible();
        assertThat(page.getByRole(AriaRole.LISTITEM).getByText("Thursday 6 May 2027, Ascension Day: closed"))
                .isVisible();
    }

    private void addEvent(String type, String time) {
        page.getByLabel("Event", new GetByLabelOptions().setExact(true)).fill(type);
        page.getByLabel("Happened").fill(time);
        page.keyboard().press("Enter");
    }

    private void tabTo(Locator element) {
        assertThat(element).isVisible();
        for (int i = 0; i < 100 && !(Boolean) element.evaluate("element => element.matches(':focus')"); i++) {
            page.keyboard().press("Tab");
        }
        assertThat(element).isFocused();
    }

    private Locator opening() {
        return page.getByRole(AriaRole.SLIDER, named("Opening of the case"));
    }

    private Locator picture(String name) {
        return page.getByRole(AriaRole.IMG, named(name));
    }

    private Locator verdict(String milestone) {
        return page.locator("case-picture .label")
                .filter(new Locator.FilterOptions().setHas(page.getByRole(AriaRole.HEADING, named(milestone))))
                .locator(".verdict");
    }

    private Locator row(String milestone) {
        return page.locator("case-table")
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHas(page.getByRole(AriaRole.ROWHEADER, named(milestone))));
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name).setExact(true);
    }
}
