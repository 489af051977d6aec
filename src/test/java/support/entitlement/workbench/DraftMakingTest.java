package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import support.entitlement.ExpectedErrors;
import tools.jackson.databind.JsonNode;

/** The ways that lead into a draft, and what is made in one by words. */
@ExpectedErrors("is refused for these problems")
class DraftMakingTest extends DraftTest {

    private static final String AGREEMENTS = "sla-agreements.csv";
    private static final String PRECEDENCE = "contract-precedence.drl";

    @Test
    void tablesThatAreDroppedBecomeADraftAndOtherFilesDoNot() throws Exception {
        openAsAda("#/matrix");
        assertThat(heading("Support matrix")).isVisible();

        drop("notes.txt", "no table");
        assertThat(page.getByText("notes.txt is no table. Drop files that end in .xlsx or .csv."))
                .isVisible();
        drop(PLANS, Files.readString(folder.resolve("rules/plans.csv")).replace("Platinum", "Titanium"));

        assertThat(heading(PLANS)).isVisible();
        assertThat(files().getByText("changed")).hasCount(1);
        assertThat(page.locator("draft-difference")).containsText("Titanium");
    }

    @Test
    void editAboveATableLeadsToTheSameCellOfADraft() {
        openAsAda("#/tables/plans.csv?row=9&column=B");
        assertThat(focused(page)).isVisible();

        button("Edit").click();

        assertThat(page).hasURL(Pattern.compile("#/drafts/\\d+/plans\\.csv\\?row=9&column=B"));
        assertThat(focused(page)).hasText("Enterprise Advanced");
    }

    @Test
    void newestTablesThatAreRefusedBecomeADraft() throws Exception {
        Path plans = folder.resolve("rules/plans.csv");
        String sound = Files.readString(plans);
        try {
            Files.writeString(plans, sound.replace("CONDITION,ACTION", "CONDITION,ACTIN"));
            openAsAda("#/drafts");
            button("Draft of the refused tables").click();

            assertThat(heading("The refused tables")).isVisible();
            files().getByText("plans").click();
            assertThat(page.locator("draft-problems")).containsText("ACTIN");
        } finally {
            Files.writeString(plans, sound);
        }
    }

    @Test
    void aCalendarAndItsHolidaysAreMadeByWordsAndItsNameIsOffered() throws Exception {
        long draft = createDraft("Calendar");
        openCell(draft, AGREEMENTS, FIRST, "F");

        page.getByText("Something new").click();
        button("Calendar …").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Name").fill("Zurich desk");
        dialog.getByLabel("Zone").fill("Europe/Zurich");
        assertNoBarriers();
        dialog.getByText("Make the calendar").click();
        assertThat(focused(page)).hasText("Zurich desk");
        button("Holidays …").click();
        dialog.getByLabel("Calendar").fill("Zurich desk");
        dialog.getByLabel("Days").fill("25.12.2026 Christmas Day\n1/2/2027 no date");
        dialog.getByText("Add the holidays").click();
        assertThat(dialog).containsText("No day that has one reading stands in 1 line: 1/2/2027 no date");
        dialog.getByLabel("Days")
                .fill("US Independence Day, 4 July\nUS, 4 July\n25 December from 2027-01-01\n2026-12-25");
        dialog.getByText("Add the holidays").click();
        assertThat(dialog)
                .containsText("in 3 lines: US Independence Day, 4 July · US, 4 July · 25 December from 2027-01-01");
        dialog.getByLabel("Days")
                .fill("25.12.2026 Christmas Day\nNew Year, 1 January 2027"
                        + "\nFirst Monday in September, Labour Day\nCH-ZH\nDE-BY - Bavaria"
                        + "\nEaster + 1 from 2027, Easter Monday\n26 December 2026 Boxing Day");
        dialog.getByText("Add the holidays").click();
        assertThat(page).hasURL(Pattern.compile("holidays\\.csv"));

        assertThat(text(draft, "calendars.csv", 8, 0)).isEqualTo("Zurich desk");
        assertThat(sheet(draft, "holidays.csv").toString())
                .contains("[\"Zurich desk\",\"2026-12-25\",\"Christmas Day\"]", "\"2027-01-01\",\"New Year\"")
                .contains("\"First Monday in September\",\"Labour Day\"", "\"CH-ZH\",\"\"", "\"DE-BY\",\"Bavaria\"")
                .contains("\"Easter + 1 from 2027\",\"Easter Monday\"", "\"2026-12-26\",\"Boxing Day\"");
        assertThat(focused(page)).hasText("Zurich desk");
        files().getByText("SLA agreements").click();
        assertThat(page).hasURL(Pattern.compile("sla-agreements\\.csv"));
        cell(page, FIRST, 5).click();
        page.keyboard().type("zur");
        assertThat(page.locator("policy-grid [role=option]")).hasText("Zurich desk");
    }

    @Test
    void anAnswerInACalendarThatClosesIsPinnedWithItsOpeningAndDueTimes() throws Exception {
        long draft = createDraft("Pinned calendar");
        change(draft, 1, """
                [{"op": "set", "file": "sla-agreements.csv", "cell": "F8", "before": "24x7", "after": "Desk"},
                 {"op": "put-file", "file": "hours.csv", "rows": [["RuleSet", "support.entitlement.policy", "", "", ""],
                  ["RuleTable Hours", "", "", "", ""], ["CONDITION", "ACTION", "ACTION", "ACTION", "ACTION"],
                  ["$hours : BusinessHours", "", "", "", ""], ["name == \\"$param\\"", "$hours.zone(\\"$param\\")",
                   "$hours.day($param)", "$hours.opens(\\"$param\\")", "$hours.closes(\\"$param\\")"],
                  ["Calendar", "Zone", "Day", "Opens", "Closes"], ["Desk", "Europe/Zurich", "Mon-Fri", "08:00", "18:00"]]}]""");
        openAsAda("#/drafts/" + draft + "?ask=yes&plan=Enterprise+Premium&issueType=Issue+reports&slaCategory=1"
                + "&openedAt=2026-03-06T17:30:00%2B01:00");

        page.getByText("Pin the draft’s answer as a scenario").click();
        assertThat(page.getByText("Pinned as the scenario “Pinned: Enterprise Premium, Issue reports, category 1”."))
                .isVisible();
        assertThat(page.locator("draft-scenarios")).containsText("1 of 1 scenario holds.");

        Map<String, String> pinned = pinnedRow(draft, 1);
        assertThat(pinned.get("Opened at")).isEqualTo("2026-03-06T17:30:00+01:00");
        assertThat(pinned.get("Expect due after")).isEqualTo("Acknowledge: 1 hour, Initial response: 4 hours");
        assertThat(pinned.get("Expect due at"))
                .isEqualTo("Acknowledge: 2026-03-09T08:30:00+01:00, Initial response: 2026-03-06T21:30:00+01:00");

        openAsAda("#/drafts/" + draft + "?ask=yes&plan=Enterprise+Premium&issueType=API+outage&slaCategory=1");
        page.getByText("Pin the draft’s answer as a scenario").click();
        assertThat(page.locator("draft-scenarios")).containsText("2 of 2 scenarios hold.");
        assertThat(pinnedRow(draft, 2).get("Opened at")).matches("20\\d\\d-.*T\\d\\d:\\d\\d:00Z");
        assertThat(pinnedRow(draft, 2).get("Expect due at")).matches("Acknowledge: .*, Initial response: .*");
    }

    @Test
    void whereACaseStandsIsPinnedWithItsEvents() throws Exception {
        openAsAda(
                "#/clock?plan=Enterprise+Premium&issueType=Issue+reports&slaCategory=1&openedAt=2026-03-06T17:30:00%2B01:00"
                        + "&event=Acknowledged@2026-03-06T18:00:00%2B01:00&event=paused@2026-03-06T19:00:00%2B01:00"
                        + "&event=resumed@2026-03-06T20:00:00%2B01:00&event=paused@2026-03-06T20:30:00%2B01:00&at=2026-03-06T21:00:00%2B01:00");

        button("Pin").click();
        assertThat(page.locator("pin-answer").getByText("It counts once the draft is published."))
                .isVisible();
        String place = page.locator("pin-answer a").getAttribute("href");
        long draft = Long.parseLong(place.replaceAll(".*/drafts/(\\d+)/.*", "$1"));
        JsonNode check = check(draft);
        assertThat(check.get("sound").booleanValue()).as("%s", check).isTrue();
        assertThat(check.at("/scenarios/total").intValue()).isEqualTo(1);
        assertThat(check.at("/scenarios/failed").toString()).isEqualTo("[]");
        assertThat(pinnedRow(draft, 1))
                .containsEntry("Event acknowledged", "2026-03-06T18:00:00+01:00")
                .containsEntry("Event paused", "2026-03-06T19:00:00+01:00, 2026-03-06T20:30:00+01:00")
                .containsEntry("At", "2026-03-06T21:00:00+01:00")
                .containsEntry("Expect state", "Acknowledge: met, Initial response: paused")
                .containsEntry("Expect missed", "none");
        assertThat(pinnedRow(draft, 1).get("Expect pauses"))
                .contains("Initial response: 2026-03-06T19:00:00+01:00/2026-03-06T20:00:00+01:00");
    }

    @Test
    void aRowWhoseTimeIsOverIsGreyAndSaysSo() throws Exception {
        long draft = createDraft("Over");
        change(draft, 1, """
                [{"op": "insert-columns", "file": "sla-definitions.csv", "column": "C", "columns": [["", "", "", "CONDITION", "",
                  "openedAt[\\"Europe/Zurich\\"] <= $param", "Valid until", "2020-12-31", "2099-12-31", ""]]}]""");
        openAsAda("#/drafts/" + draft + "/sla-definitions.csv");

        Locator over = page.locator("policy-grid tbody tr.dimmed");
        assertThat(over).hasCount(1);
        assertThat(over.getByRole(AriaRole.ROWHEADER)).hasText("8 over");
        assertNoBarriers();
    }

    /** Returns the cells of a pinned scenario by the titles of its columns. */
    private Map<String, String> pinnedRow(long draft, int at) throws Exception {
        JsonNode rows = sheet(draft, "scenarios/pinned.csv").get("rows");
        return IntStream.range(0, rows.get(0).size())
                .boxed()
                .collect(Collectors.toMap(
                        column -> rows.get(0).get(column).stringValue(),
                        column -> rows.get(at).get(column).stringValue()));
    }

    @Test
    void aCalendarThatIsNotKnownIsMadeFromItsProblem() throws Exception {
        long draft = createDraft("Unknown calendar");
        change(draft, 1, """
                [{"op": "set", "file": "sla-agreements.csv", "cell": "F9", "before": "24x7", "after": "Zurich desk"},
                 {"op": "put-file", "file": "hours.csv", "rows": [["RuleTable Hours", ""], ["CONDITION", "ACTION"], ["$hours : BusinessHours", ""],
                  ["name == \\"$param\\"", "$hours.zone(\\"$param\\")"], ["Calendar", "Zone"], ["Desk", "Europe/Zurich"]]},
                 {"op": "insert-columns", "file": "channels.csv", "column": "D", "columns": [["", "", "", "ACTION", "",
                  "$channel.openDuring(\\"$param\\")", "Hours", "Desk"]]}]""");
        openAsAda("#/drafts/" + draft);

        Locator list = page.locator("draft-difference");
        assertThat(list).containsText("hours.csv · 1 row");
        assertThat(list).containsText("The column “Hours” is new (is open during …).");
        assertThat(list).not().containsText("ACTION");
        takeScreenshots("draft-unknown-calendar");

        button("Make it").first().click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.getByLabel("Name")).hasValue("Zurich desk");
        dialog.getByText("Make the calendar").click();
        assertThat(focused(page)).hasText("Zurich desk");
    }

    @Test
    void aNameThatIsNewInADraftIsOfferedInTablesThatWereOpenBeforeAlsoIfItComesWhileSomebodyTypes() throws Exception {
        long draft = createDraft("New level");
        openCell(draft, "support-matrix.csv", FIRST, "A");
        files().getByText("Plans").click();
        cell(page, FIRST, 1).click();
        page.keyboard().type("Golden");
        press("Enter");
        awaitSaved(page);

        List<Route> held = new ArrayList<>();
        page.route("**/sheets?file=support-matrix.csv", held::add);
        files().getByText("Support matrix").click();
        cell(page, FIRST, 0).click();
        page.keyboard().type("gol");
        assertThat(page.getByLabel("Support level").last()).hasValue("gol");

        page.waitForCondition(() -> !held.isEmpty());
        page.unroute("**/sheets?file=support-matrix.csv");
        held.forEach(Route::resume);
        assertThat(page.locator("policy-grid [role=option]")).hasText("Golden");
    }

    @Test
    void allFilesThatADraftChangesAreListedWithTheirChanges() throws Exception {
        long draft = createDraft("All files");
        change(draft, 1, """
                [{"op": "set", "file": "plans.csv", "cell": "D9", "before": "Published as: Enterprise Advanced Support", "after": "As agreed"},
                 {"op": "put-file", "file": "scenarios/fresh.csv", "rows": [["Scenario", "Plan", "Issue type"], ["One", "Free", "Developer support"]]},
                 {"op": "put-text", "file": "contract-precedence.drl", "text": "// none\\n"}]""");
        openAsAda("#/drafts/" + draft);

        Locator list = page.locator("draft-difference");
        assertThat(list).containsText("“As agreed”: This was “Published as: Enterprise Advanced Support”.");
        assertThat(list).containsText("scenarios/fresh.csv · 1 row");
        assertNoBarriers();
        takeScreenshots("draft-files");
        list.getByText("contract precedence").click();
        assertThat(page.getByLabel("Text of " + PRECEDENCE)).hasValue("// none\n");
        page.goBack();
        list.getByText("fresh", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(cell(page, 2, 0)).hasText("One");
    }

    @Test
    void rulesOfPrecedenceAreChangedAsTextWithTheProblemsOfTheirLines() throws Exception {
        long draft = createDraft("Precedence");
        openAsAda("#/drafts/%d/%s".formatted(draft, PRECEDENCE));
        Locator text = page.getByLabel("Text of " + PRECEDENCE);
        text.click();
        press("Control+End");

        page.keyboard().type("\nrul");

        Locator problems = page.locator("precedence-editor .problems");
        assertThat(problems).containsText("“rul”: A rule of precedence cannot say this here. Here must be “rule”.");
        assertThat(page.locator("draft-problems")).containsText("contract precedence, line");
        assertNoBarriers();
        takeScreenshots("draft-precedence");
        page.locator("draft-problems")
                .getByText(Pattern.compile("contract precedence, line"))
                .click();
        assertThat(text).isFocused();
        press("Delete");
        assertThat(problems).hasCount(0);
        page.getByText("Use those of the service again").click();
        assertThat(page.getByText("The draft has none of its own")).isVisible();
        assertThat(text).hasValue(Pattern.compile("prevailsOver"));
    }

    @Test
    void aPageThatMissedMoreThanTheServiceRemembersReadsAnewAndLosesNothingTyped() throws Exception {
        expectFault("410");
        expectFault("409");
        long draft = createDraft("Forgotten");
        openCell(draft, PLANS, FIRST, "B");
        page.keyboard().type("of ada");
        page.route(Pattern.compile(".*/changes\\?after=1$"), route -> route.fulfill(forgotten()));

        change(draft, 1, """
                [{"op": "set", "file": "plans.csv", "cell": "B8", "before": "Basic", "after": "of paul"},
                 {"op": "set", "file": "plans.csv", "cell": "A10", "before": "Enterprise Premium", "after": "Other"}]""");
        assertThat(page.getByText("More was changed meanwhile than the service remembers"))
                .isVisible();
        assertThat(cell(page, 10, 0)).hasText("Other");
        press("Enter");

        button("Take mine, “of ada”").click();
        awaitSaved(page);
        assertThat(text(draft, PLANS, FIRST, 1)).isEqualTo("of ada");
        assertThat(text(draft, PLANS, 10, 0)).isEqualTo("Other");
    }

    @Test
    void whoMayNotPublishIsToldWhyAndWhatToDo() throws Exception {
        long draft = createDraft("Of an analyst");
        change(draft, 1, """
                [{"op": "set", "file": "plans.csv", "cell": "D9", "before": "Published as: Enterprise Advanced Support", "after": ""}]""");
        try (Page paul = openAsPaul("#/drafts/" + draft)) {
            Locator note = paul.locator("publish-note");
            assertThat(note).containsText("Publishing it needs a token with the role publisher.");
            assertThat(note).containsText("You are signed in as paul, with analyst.");
            assertThat(note).containsText("It changes 1 cell:");
            assertThat(paul.getByText("Copy the address of this draft")).isVisible();
        }
    }

    private static FulfillOptions forgotten() {
        return new FulfillOptions()
                .setStatus(410)
                .setContentType("application/problem+json")
                .setBody("{\"code\": \"changes-forgotten\", \"title\": \"Forgotten\"}");
    }

    private Locator files() {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Files of the draft"));
    }

    private void drop(String name, String text) {
        page.evaluate("""
                ([name, text]) => {
                  const dataTransfer = new DataTransfer();
                  dataTransfer.items.add(new File([text], name));
                  window.dispatchEvent(new DragEvent('drop', {dataTransfer, cancelable: true}));
                }""", List.of(name, text));
    }
}
