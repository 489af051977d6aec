package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import support.entitlement.EditedTables;
import support.entitlement.security.AccessToken;

/** Tests the story of a draft, from the first letter typed to the way back: its problems, scenarios and changed answers. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DraftStoryTest extends WorkbenchTest {

    private static final AccessToken ADA = AccessToken.generateToken();
    private static final int MAX_STOPS = 80;
    private static final String AGREEMENTS = "sla-agreements.csv";
    private static final String PLANS = "Free, Starter, Small, Medium, Platinum";
    private static final String EXPECTED = "Acknowledge: 4 hours, Initial response: 8 hours";
    private static final String SLOW = "Scenario,Plan,Issue type,SLA category,Expect due after\n"
            + "Production is slow,Enterprise Premium,Issue reports,2,\"" + EXPECTED + "\"\n";
    private static final String SLOWER = "Acknowledge: 4 hours, Initial response: 10 hours";

    private boolean usesKeys;

    @Override
    protected void writeTables(Path rules) throws IOException {
        EditedTables.in(rules);
        Files.createDirectory(rules.resolve("scenarios"));
        Files.writeString(rules.resolve("scenarios/times.csv"), SLOW);
    }

    @Override
    protected List<String> settings() {
        return List.of(
                "--entitlement.security.tokens[0].name=ada",
                "--entitlement.security.tokens[0].hash=" + ADA.hash(),
                "--entitlement.security.tokens[0].roles=publisher,reader,contracts");
    }

    @BeforeEach
    void signIn() {
        expectBusyChecks();
        page.setViewportSize(1440, 900);
        usesKeys = false;
        open("#token=" + ADA.text());
        assertThat(button("Sign out")).isVisible();
    }

    @Test
    @Order(1)
    void aCellIsChangedMendedForeseenPublishedAndTakenBackByMouse() {
        tellTheStory("By mouse", 1);
    }

    @Test
    @Order(2)
    void theSameIsDoneByTheKeyboardAlone() {
        usesKeys = true;
        tellTheStory("By keys", 3);
    }

    private void tellTheStory(String name, int inForce) {
        expectFault("the server responded with a status of 4"); // The mistyped time has no meaning to be shown.
        open("#/drafts");
        typeInto(page.getByLabel("Name of a new draft"), name);
        choose(button("New draft"));
        choose(page.getByRole(AriaRole.LINK, named("SLA agreements")));

        write("E12", "10 huors");
        assertThat(foresight().locator("draft-problems")).containsText("“10 huors”");
        assertThat(page.getByText("1 error stands in the way.")).isVisible();
        choose(button("SLA agreements, E12").first());
        assertThat(page.locator("td:focus")).hasText("10 huors");
        write("E12", "10 hours");

        assertThat(foresight().locator("draft-scenarios")).containsText("0 of 1 scenario holds.");
        assertThat(foresight().locator("draft-scenarios ins")).hasText(SLOWER);
        assertThat(page.getByText("1 failed scenario stands in the way.")).isVisible();
        choose(button("scenarios times, E2"));
        write("E2", SLOWER);

        assertThat(foresight().locator("draft-scenarios")).containsText("1 of 1 scenario holds.");
        assertThat(foresight().locator("impact-lines")).containsText("Initial response: 8 hours → 10 hours");
        choose(button("Publish 1 cell and 1 file of scenarios: 1 of 1 scenario holds, 1 answer worse"));
        typeInto(page.getByLabel("Comment"), "Agreed on Friday");
        choose(button("Publish"));

        assertThat(heading("Published as release " + (inForce + 1))).isVisible();
        choose(button("Go back to release " + inForce + ": 1 answer better"));
        assertThat(page.getByText(
                        "The tables of release " + inForce + " are in force again, as release " + (inForce + 2)))
                .isVisible();
    }

    @Test
    @Order(3)
    void anAnswerThatChangesIsAskedOfBothAndPinned() {
        long draft = drafts().createDraft("Twin");
        drafts().setCell(draft, AGREEMENTS, "E12", "8 hours", "6 hours");
        open("#/drafts/" + draft + "/" + AGREEMENTS);

        foresight().getByText("Ask both").click();

        Locator twin = page.locator("draft-twin");
        assertThat(twin.locator(".turned")).containsText("Milestone “Initial response”");
        assertThat(twin.locator(".turned del")).containsText("8 hours");
        assertThat(twin.locator(".turned ins")).containsText("6 hours");
        Locator answerOfDraft = twin.locator("policy-answer").last();
        assertThat(twin.locator("twin-rows")).containsText("Within: “8 hours” → “6 hours”");
        assertThat(page).hasURL(Pattern.compile("ask=yes&plan=Enterprise\\+Premium"));
        assertNoBarriers();
        takeScreenshots("draft-twin");
        String address = page.url();
        page.navigate("about:blank");
        page.navigate(address);
        assertThat(twin.locator(".turned")).containsText("Milestone “Initial response”");

        assertThat(twin.getByText("See it on the clock")).hasCount(1); // The clock shows the policy in force.
        assertThat(answerOfDraft.locator("a")).hasCount(0);
        assertThat(twin.getByText("By the policy in force")).hasCount(0);
        twin.getByLabel("Forget workaround").click();
        assertThat(answerOfDraft).containsText("What is promised depends on workaround");
        assertThat(twin.locator("next-fact h2")).hasText("Workaround?");
        twin.locator("next-fact").getByText("yes").click();
        assertThat(twin.locator(".turned")).containsText("Milestone “Initial response”");

        twin.getByText("Pin the draft’s answer as a scenario").click();
        assertThat(page.getByText(Pattern.compile("Pinned as the scenario “Pinned: Enterprise Premium, Issue reports")))
                .isVisible();
        assertThat(twin.getByText(Pattern.compile("It is the scenario “Pinned: ")))
                .isVisible();
        assertThat(foresight().locator("draft-scenarios")).containsText("1 of 2 scenarios holds.");
        twin.getByLabel("Issue type").selectOption("API outage");
        assertThat(page).hasURL(Pattern.compile("issueType=API\\+outage"));
        assertThat(twin.getByText("It is the scenario")).hasCount(0);
        page.keyboard().press("Escape");
        assertThat(twin.locator("section")).hasCount(0);
        assertNoBarriers();
        takeScreenshots("draft-foresight");
    }

    @Test
    @Order(4)
    void theAnswerOfADraftComesFirstWhereWhatIsInForceHasNone() {
        expectFault("the server responded with a status of 4"); // The plan is in the draft only.
        long draft = drafts().createDraft("Renamed");
        drafts().setCell(draft, "plans.csv", "A8", PLANS, PLANS + ", Gold Plus");

        open("#/drafts/" + draft + "?ask=yes&plan=Gold+Plus&issueType=Issue+reports");

        Locator twin = page.locator("draft-twin");
        assertThat(twin.getByText("Only the draft can answer.")).isVisible();
        assertThat(twin.locator(".sides h3").first()).hasText("This draft");
        assertThat(twin.locator("policy-answer h2")).containsText("“Gold Plus” is entitled");
        assertNoBarriers();
        takeScreenshots("draft-twin-alone");
    }

    @Test
    @Order(5)
    void aDraftThatAnotherReleaseOvertookIsBroughtUpToDateCellByCell() {
        expectFault("409");
        long draft = drafts().createDraft("Overtaken");
        drafts().setCell(draft, AGREEMENTS, "E12", "8 hours", "6 hours");
        drafts().setCell(draft, AGREEMENTS, "E8", "1 hour", "30 minutes");
        long other = drafts().createDraft("Faster");
        drafts().setCell(other, AGREEMENTS, "E12", "8 hours", "7 hours");
        drafts().setCell(
                        other,
                        "scenarios/times.csv",
                        "E2",
                        EXPECTED,
                        "Acknowledge: 4 hours, Initial response: 7 hours");
        drafts().publishDraft(other, 201);
        open("#/drafts/" + draft + "/" + AGREEMENTS);

        assertThat(page.getByText(Pattern.compile("Release \\d+ by ada came meanwhile\\.")))
                .isVisible();
        button("Bring this draft up to date").click();
        assertThat(page.locator("rebase-conflicts")).containsText("of this draft: “6 hours”");
        assertNoBarriers();
        page.reload();
        page.getByLabel("of the release by ada: “7 hours”").check();
        button("Bring it up to date with these").click();

        assertThat(page.getByText("This draft is up to date")).isVisible();
        assertThat(foresight().locator("impact-lines")).containsText("Acknowledge: 1 hour → 30 minutes");
        assertThat(foresight().locator("impact-lines")).not().containsText("Initial response");
    }

    @Test
    @Order(6)
    void whatIsForeseenSaysThatItIsOlderThanWhatIsTyped() {
        expectFault("the server responded with a status of 4"); // A time that is typed slowly has no meaning at first.
        long draft = drafts().createDraft("Quick");
        open("#/drafts/" + draft + "/" + AGREEMENTS);
        assertThat(page.getByText("Nothing differs from release")).isVisible();
        assertThat(foresight().locator("draft-scenarios")).isVisible();
        page.route("**/check", route -> {});

        write("E9", "3 hours");

        assertThat(page.getByText(Pattern.compile("of version \\d+, older than what is typed; checking …"))
                        .first())
                .isVisible();
        assertThat(page.getByText("The newest version is being checked.")).isVisible();
    }

    @Test
    @Order(7)
    void aNewPlanWithALevelChannelsAndTimesOfItsOwnIsPublishedFromAnEmptyDraft() {
        expectFault("the server responded with a status of 4"); // A time that is typed has no meaning at first.
        open("#/drafts");
        typeInto(page.getByLabel("Name of a new draft"), "A new plan");
        choose(button("New draft"));
        choose(page.getByRole(AriaRole.LINK, named("Plans")));
        writeNewRow("Diamond", "Diamond level");

        choose(button("Copy the rows of another one …"));
        Locator dialog = page.getByRole(AriaRole.DIALOG, named("Copy rows for another name"));
        assertThat(dialog.getByLabel("Copy the rows of")).hasValue("Enterprise Premium");
        assertThat(dialog.getByLabel("For the new name")).hasValue("Diamond level");
        assertNoBarriers();
        takeScreenshots("copy-rows");
        page.setViewportSize(1440, 900);
        choose(dialog.getByText("Copy the rows", new Locator.GetByTextOptions().setExact(true)));
        assertThat(page.getByText("“Diamond level” has 1 row in “Allowances”, 7 rows in “SLA agreements” and 7 rows in"
                        + " “Support matrix” now, which are those of “Enterprise Premium”."))
                .isVisible();
        choose(button("Undo"));
        assertThat(page.locator("policy-grid tbody tr")).hasCount(1);
        choose(button("Redo"));
        assertThat(page.locator("policy-grid td:focus")).hasText("Diamond level");

        choose(page.getByRole(AriaRole.LINK, named("Channels")));
        writeNewRow("Diamond Phone", "phone", "around the clock");
        choose(file("Support matrix"));
        write("F26", "Diamond Phone");
        choose(file("SLA agreements"));
        write("E15", "15 minutes");
        write("E16", "45 minutes");
        choose(page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(Pattern.compile("^Publish 17 new rows: .*"))));
        choose(button("Publish"));

        assertThat(page.getByRole(
                        AriaRole.HEADING, new GetByRoleOptions().setName(Pattern.compile("Published as release \\d+"))))
                .isVisible();
        String answer = page.request()
                .get(service.address() + "v1/entitlements?plan=Diamond&issueType=API%20outage&slaCategory=1")
                .text();
        Assertions.assertThat(answer).contains("\"Diamond level\"", "\"Diamond Phone\"", "PT15M", "PT45M");
    }

    /** Writes a row below the one that is selected. */
    private void writeNewRow(String... texts) {
        assertThat(page.locator("policy-grid tbody tr").first()).isVisible();
        choose(button("New row"));
        assertThat(page.locator("policy-grid td:focus")).hasText("");
        for (String text : texts) {
            page.keyboard().type(text);
            page.keyboard().press("Tab");
        }
    }

    private Locator file(String title) {
        return page.locator("draft-files")
                .getByRole(AriaRole.LINK)
                .filter(new Locator.FilterOptions().setHasText(title));
    }

    private Locator foresight() {
        return page.locator("draft-foresight");
    }

    /** Writes into the cell at a place of the table that is open, over what it holds. */
    private void write(String cell, String text) {
        String row = cell.substring(1);
        int column = cell.charAt(0) - 'A';
        Locator target = page.locator("policy-grid tbody tr")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(
                                "th", new LocatorOptions().setHasText(Pattern.compile("^\\s*" + row + "\\b")))))
                .locator("td")
                .nth(column);
        if (!usesKeys) {
            target.click();
        } else if (!(boolean) target.evaluate("cell => cell.matches(':focus')")) {
            walkTo(target);
        }
        page.keyboard().type(text);
        page.keyboard().press("Enter");
    }

    private void walkTo(Locator target) {
        reachByTab(page.locator("policy-grid td[tabindex='0']"));
        page.keyboard().press("Control+Home");
        int row = ((Number) target.evaluate("cell => cell.parentElement.sectionRowIndex")).intValue();
        int column = ((Number) target.evaluate("cell => cell.cellIndex")).intValue() - 1;
        for (int i = 0; i < row; i++) {
            page.keyboard().press("ArrowDown");
        }
        for (int i = 0; i < column; i++) {
            page.keyboard().press("ArrowRight");
        }
        assertThat(target).isFocused();
    }

    private void choose(Locator target) {
        if (usesKeys) {
            reachByTab(target);
            page.keyboard().press("Enter");
        } else {
            target.click();
        }
    }

    private void typeInto(Locator field, String text) {
        if (usesKeys) {
            reachByTab(field);
        } else {
            field.click();
        }
        page.keyboard().type(text);
    }

    private void reachByTab(Locator target) {
        assertThat(target).isVisible();
        for (int stop = 0; stop < MAX_STOPS && !isFocused(target); stop++) {
            page.keyboard().press("Tab");
        }
        assertThat(target).isFocused();
    }

    private static boolean isFocused(Locator target) {
        return (boolean) target.evaluate("element => element.matches(':focus')");
    }

    private DraftRequests drafts() {
        return new DraftRequests(page.request(), service.address() + "v1/policy/drafts", ADA);
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name).setExact(true);
    }
}
