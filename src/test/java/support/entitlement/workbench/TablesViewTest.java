package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import support.entitlement.EditedTables;
import support.entitlement.ExpectedErrors;

/** The view of the tables, with a row whose cells hold markup. */
@ExpectedErrors("refused for these problems")
class TablesViewTest extends WorkbenchTest {

    private static final String MARKUP = "<b onclick=x>7</b> <img src=x> &amp;";

    private EditedTables tables;

    @Override
    protected void writeTables(Path rules) throws IOException {
        tables = EditedTables.in(rules);
        tables.addRow(
                "channels.csv", Map.of("Channel", "Fax <b>7</b>", "Medium", "fax", "Terms", MARKUP, "Notes", MARKUP));
        Files.createDirectory(rules.resolve("scenarios"));
        Files.copy(Path.of("rules/scenarios/times.csv"), rules.resolve("scenarios/times.csv"));
    }

    @Test
    void everyTableIsListedWithItsColumnsAndRows() {
        open("#/tables");

        Locator entry = page.getByRole(AriaRole.LISTITEM).filter(having("SLA definitions"));
        assertThat(entry).containsText("Looks at SLA category. Says Definition.");
        assertThat(entry).containsText("3 rows");
        assertThat(page.getByText("This needs a token.")).isVisible();
        assertNoBarriers();
        takeScreenshots("tables");
    }

    @Test
    void aTextIsFoundInEveryTableAndLeadsToItsCell() {
        open("#/tables");

        page.getByLabel("Find in all tables").fill("onCLICK=x");

        assertThat(page).hasURL(Pattern.compile("#/tables\\?find=onCLICK%3Dx$"));
        assertThat(page.getByText("“onCLICK=x” stands in 2 places.")).isVisible();
        assertNoBarriers();
        page.getByRole(AriaRole.LINK, named("Row 14, Terms")).click();
        assertThat(grid("Channels").locator("td:focus")).hasText(MARKUP);
    }

    @Test
    void aTableIsReadByTheKeyboardAloneAndEachCellHasAnAddress() {
        open("#/tables");
        page.getByRole(AriaRole.LINK, named("Plans")).focus();
        page.keyboard().press("Enter");
        assertThat(heading("Plans")).isFocused();

        page.getByLabel("Filter rows").focus();
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        assertThat(grid("Plans").locator("td:focus")).hasText("Free, Starter, Small, Medium, Platinum");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowRight");

        assertThat(heading("Row 9, Support level")).isVisible();
        assertThat(page).hasURL(Pattern.compile("#/tables/plans\\.csv\\?row=9&column=B$"));
        assertThat(page).hasTitle("plans.csv · Tables · Support entitlements");
    }

    @Test
    void anAddressLeadsToACellWhichIsExplained() {
        open("#/tables/support-matrix.csv?release=1&row=14&column=F");

        assertThat(grid("Support matrix").locator("td:focus")).hasText("Customer Success Manager, Support Portal");
        assertThat(page.getByText("When support level is Enterprise Advanced and issue type is Product support:"))
                .isVisible();
        assertThat(page.getByText("says: offers the channels …")).isVisible();
        assertNoBarriers();
        takeScreenshots("table");
    }

    @Test
    void technicalRowsAreFoldedUntilTheyAreAskedFor() {
        open("#/tables/plans.csv");
        assertThat(grid("Plans").locator("thead")).containsText("plan is one of …");
        assertThat(grid("Plans").locator("thead")).not().containsText("CONDITION");

        page.getByLabel("Technical rows").check();

        assertThat(grid("Plans").locator("thead")).containsText("plan in ($param)");
    }

    @Test
    void rowsThatAnswerAQuestionAreLit() {
        open("#/tables/support-matrix.csv?plan=Free&issueType=Issue+reports");

        assertThat(page.getByText("Asked for plan Free and issue type Issue reports. Row 9 answers it."))
                .isVisible();
        assertThat(grid("Support matrix").locator("tr.lit")).containsText("answers");
        assertThat(grid("Support matrix").locator("tr.dimmed")).hasCount(14);
        assertNoBarriers();
    }

    @Test
    void aRowLeadsToTheReasonWhyItDoesNotAnswer() {
        open("#/tables/support-matrix.csv?plan=Free&issueType=Issue+reports&row=14&column=A");

        assertThat(page.getByRole(AriaRole.LINK, named("Why not row 14?")))
                .hasAttribute("href", "#/ask?plan=Free&issueType=Issue+reports&table=Support+matrix&row=14");
        open("#/tables/support-matrix.csv?plan=Free&issueType=Issue+reports&row=9&column=A");
        assertThat(page.getByRole(AriaRole.LINK, named("Why row 9 answers"))).isVisible();
    }

    @Test
    void aQuestionThatCannotBeAnsweredLeavesTheTableReadable() {
        expectFault("422");
        open("#/tables/plans.csv?plan=Fre&issueType=Issue+reports");

        assertThat(page.getByText("It cannot be answered:")).isVisible();
        assertThat(grid("Plans").locator("tbody tr")).hasCount(3);
    }

    @Test
    void aCellSaysThatItsAuthorIsNotShownToEverybody() {
        open("#/tables/plans.csv?row=8&column=A");

        assertThat(page.locator("cell-origin")).containsText("Release 1, ");
        assertThat(page.locator("cell-origin"))
                .containsText(Pattern.compile(
                        "The author and the comment are not shown to everybody.\\s+This needs a token."));
    }

    @Test
    void aCellSaysWhichReleaseWroteIt() throws Exception {
        signIn();
        open("#/tables/plans.csv?row=8&column=A");

        assertThat(page.locator("cell-origin")).containsText("Release 1, directory, ");
        assertThat(page.locator("cell-origin").getByRole(AriaRole.LINK)).hasAttribute("href", "#/releases");
    }

    @Test
    void markupInCellsIsShownAsText() {
        open("#/tables/channels.csv?row=14&column=C");

        assertThat(grid("Channels").locator("td:focus")).hasText(MARKUP);
        assertThat(page.locator("img")).hasCount(0);
    }

    @Test
    void anAddressWithoutSuchATableOrRowSaysSo() {
        open("#/tables/nothing.csv");
        assertThat(page.getByText("Release 1 has no table “nothing.csv”.")).isVisible();

        open("#/tables/plans.csv?row=99");
        assertThat(page.getByText("There is no row 99 here. The rows are 8 to 10."))
                .isVisible();
        assertNoBarriers();
    }

    @Test
    void callersWithATokenSeeTheScenariosAndTheRulesOfPrecedence() throws Exception {
        signIn();

        open("#/tables/scenarios/times.csv?row=2&column=A");
        assertThat(grid("Scenarios: times").locator("td:focus")).hasText("Production stands still");
        open("#/tables/support-matrix.csv");
        assertThat(grid("Support matrix").locator("tr.unused")).not().hasCount(0);
        assertThat(page.getByText("Rows with a grey margin: no scenario reaches them"))
                .isVisible();
        open("#/tables/contract-precedence.drl");
        assertThat(page.getByText("The release has none of its own")).isVisible();
        assertThat(page.getByText("What was signed prevails over what is published, better or worse")
                        .first())
                .isVisible();
        assertNoBarriers();
    }

    @Test
    void problemsOfRefusedTablesStandInTheirCells() throws Exception {
        Path file = folder.resolve("rules").resolve("sla-agreements.csv");
        String sound = Files.readString(file);
        signIn();
        open("#/tables/sla-agreements.csv?row=8&column=E");
        assertThat(grid("SLA agreements").locator("td:focus")).hasText("1 hour");

        tables.replaceEverywhere("sla-agreements.csv", "1 hour", "1 <b>huor</b>");

        Locator cell = grid("SLA agreements").locator("td:focus");
        assertThat(cell).hasAttribute("aria-invalid", "true");
        assertThat(cell)
                .hasAccessibleDescription(Pattern.compile("The newest, refused tables have “1 <b>huor</b>” here.*"));
        assertNoBarriers();
        takeScreenshots("table-refused");
        page.locator("problem-list a").first().click(); // Its address is shown already.
        assertThat(cell).hasText("1 hour");
        Files.writeString(file, sound);
        assertThat(cell).not().hasAttribute("aria-invalid", "true");
    }

    @Test
    void aTableThatOnlyTheRefusedOnesHaveIsToldWithItsProblems() throws Exception {
        Path rules = folder.resolve("rules");
        String times = Files.readString(rules.resolve("sla-agreements.csv"));
        signIn();

        Files.writeString(rules.resolve("extra.csv"), times.replace("1 hour", "1 <b>huor</b>"));
        open("#/tables/extra.csv");

        assertThat(heading("extra.csv")).isVisible();
        assertThat(page.getByText("This table is only among the newest tables, which are refused."))
                .isVisible();
        assertThat(page.locator("refused-table li")
                        .filter(having("“1 <b>huor</b>”"))
                        .first())
                .isVisible();
        assertNoBarriers();
        Files.delete(rules.resolve("extra.csv"));
        assertThat(page.getByText("Release 1 has no table “extra.csv”.")).isVisible();
    }

    private void signIn() throws IOException {
        page.navigate(Files.readString(findLink()).strip());
        assertThat(button("Sign out")).isVisible();
    }

    private Path findLink() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("memory"))) {
            return files.filter(file -> file.endsWith("sign-in-link"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Locator grid(String name) {
        return page.getByRole(AriaRole.GRID, named(name));
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
