package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import support.entitlement.EditedTables;

/** The support matrix, of two releases. A row of the first one holds markup and script. */
class MatrixViewTest extends WorkbenchTest {

    private static final String HOSTILE = "<img src=x onerror=alert`1`> <b>Best</b> effort";

    private EditedTables tables;

    @Override
    protected void writeTables(Path rules) {
        tables = EditedTables.in(rules)
                .replaceInRow(
                        "support-matrix.csv",
                        List.of("Enterprise Premium", "Product support"),
                        "Guarantee in words",
                        HOSTILE)
                .addColumn(
                        "support-matrix.csv",
                        "CONDITION",
                        "attribute[\"purchasedOn\", \"Europe/Zurich\"] == $param",
                        "Purchased")
                .replaceInRow(
                        "support-matrix.csv",
                        List.of("Basic", "Product support"),
                        "Purchased",
                        "at most 30 days before opening");
    }

    @BeforeAll
    void publishSecondRelease() {
        tables.replaceInRow("sla-agreements.csv", List.of("2", "Acknowledge", "4 hours"), "Within", "2 hours");
        service.awaitRelease(2);
    }

    @Test
    void eachLevelSaysForEachTypeOfIssueWhatThePublishedPageSays() {
        open("#/matrix");

        assertThat(levelHeading("Basic")).isVisible();
        assertThat(page.getByText("Covers the plans “Free”, “Starter”, “Small”, “Medium” and “Platinum”."))
                .isVisible();
        assertThat(row("Basic", "Developer support")).containsText("Support Forum (forum, public or private thread)");
        assertThat(row("Basic", "Developer support")).containsText("No response time guarantee.");
        assertThat(row("Enterprise Advanced", "Enablement sessions")).containsText("8 hours per year");
        assertThat(section("Enterprise Premium")).containsText("The SLA categories are informational");
        assertThat(row("Enterprise Premium", "API outage"))
                .containsText(Pattern.compile("Category 1\\s+Acknowledge within 1 hour"));
        assertThat(row("Enterprise Premium", "2")).containsText("substantially degraded");
        assertNoBarriers();
        takeScreenshots("matrix");
    }

    @Test
    void silenceOfTheTablesIsNotDenial() {
        open("#/matrix?level=Basic");

        assertThat(row("Basic", "Feature request and Pricing")).containsText("Not stated");
        assertThat(row("Basic", "API outage")).containsText("Not included");
        assertThat(levelHeading("Enterprise Premium")).not().isVisible();
    }

    @Test
    void aRowThatWaitsForAFactSaysItsConditionAndLeadsToIt() {
        open("#/matrix?plan=Free");

        assertThat(row("Basic", "Product support"))
                .containsText(
                        Pattern.compile("That depends\\. Included\\s+if purchasedOn, by dates in Europe/Zurich, is"
                                + " at most 30 days before opening"));
        assertThat(row("Basic", "Product support").getByRole(AriaRole.LINK))
                .hasAttribute("href", Pattern.compile("#/tables/support-matrix\\.csv\\?release=2&row=10"));
    }

    @Test
    void aStatementLeadsToTheCellThatSaysItByKeyboardOnly() {
        open("#/matrix?plan=Enterprise Premium");
        Locator words = row("Enterprise Premium", "API outage")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName("Landline").setExact(true));

        words.focus();
        page.keyboard().press("Enter");

        assertThat(page).hasURL(Pattern.compile("#/tables/support-matrix\\.csv\\?release=2&row=19&column=F$"));
    }

    @Test
    void theNameOfACategoryLeadsToItsDefinition() {
        open("#/matrix?plan=Enterprise Premium");

        row("Enterprise Premium", "Issue reports")
                .getByText("Category 2", new Locator.GetByTextOptions().setExact(true))
                .first()
                .click();

        assertThat(heading("SLA categories")).isFocused();
        assertThat(row("Enterprise Premium", "2")).isInViewport();
    }

    @Test
    void whatAReleaseChangedIsMarkedAndTheOldWordsStay() {
        open("#/matrix");

        choice("Changes since").selectOption("1");

        assertThat(page).hasURL(Pattern.compile("since=1$"));
        Locator cell = row("Enterprise Premium", "Issue reports");
        assertThat(cell.locator("ins")).hasText(Pattern.compile("New:\\s+Acknowledge within 2 hours"));
        assertThat(cell.locator("del")).hasText(Pattern.compile("Before:\\s+Acknowledge within 4 hours"));
        assertThat(page.locator("ins")).hasCount(1);

        button("Enterprise Premium").click();
        assertThat(levelHeading("Enterprise Premium")).isFocused();
        assertNoBarriers();
        takeScreenshots("matrix-changes");
    }

    @Test
    void anOlderReleaseIsShownAsItWas() {
        open("#/matrix?release=1&plan=Enterprise Premium");

        assertThat(row("Enterprise Premium", "Issue reports")).containsText("Acknowledge within 4 hours");
        assertThat(page.getByText("Release 1, in force since")).isVisible();
    }

    @Test
    void thatNothingChangedIsSaid() {
        open("#/matrix?level=Basic&since=1");

        assertThat(page.getByText("Nothing changed since release 1.")).isVisible();
        assertThat(page.locator("ins, del")).hasCount(0);
    }

    @Test
    void markupInCellsIsShownAsText() {
        open("#/matrix?plan=Enterprise Premium");

        assertThat(row("Enterprise Premium", "Product support")).containsText(HOSTILE);
        assertThat(page.locator("img")).hasCount(0);
    }

    @Test
    void anUnknownPlanIsSaidWithTheNearestOne() {
        expectFault("422");
        open("#/matrix?plan=Fre");

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Free");
        choice("Show").selectOption("plan=Free");
        assertThat(levelHeading("Basic")).isVisible();
    }

    @Test
    void aPrintedMatrixIsWithoutControls() {
        open("#/matrix?level=Basic");
        assertThat(levelHeading("Basic")).isVisible();

        page.emulateMedia(new EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(choice("Show")).not().isVisible();
        assertThat(page.getByRole(AriaRole.NAVIGATION)).not().isVisible();
        assertThat(row("Basic", "Developer support")).isVisible();
    }

    @Test
    void theChoiceFollowsTheAddressBackAlsoAfterAPersonHasChosen() {
        open("#/matrix?level=Basic");
        choice("Show").selectOption("plan=Enterprise Premium");
        assertThat(page).hasURL(Pattern.compile("plan=Enterprise\\+Premium$"));
        choice("Changes since").selectOption("1");
        assertThat(page).hasURL(Pattern.compile("since=1$"));

        page.goBack();
        page.goBack();

        assertThat(choice("Show")).hasValue("level=Basic");
        assertThat(choice("Changes since")).hasValue("");
    }

    @Test
    void plansWithoutALevelAreChosenAsThoseOfALevelAre() {
        open("#/matrix");

        Object chosen = page.evaluate("import('./workbench/views/matrix/matrix-data.js').then(({choosePlans}) => {"
                + " const plans = Array.from({length: 41}, (_, i) => ({name: 'P' + i, level: i < 2 ? null : 'L'}));"
                + " return [choosePlans(plans, {}), choosePlans(plans, {level: 'L'}).length]; })");

        Assertions.assertThat(chosen).isEqualTo(List.of(List.of("P0", "P1"), 39));
    }

    @Test
    void manyPlansAreAskedForAFewAtATime() {
        open("#/matrix");

        Object most = page.evaluate("async () => {"
                + " const {mapFewAtATime} = await import('./workbench/parts/few-at-a-time.js');"
                + " let [now, most] = [0, 0];"
                + " const results = await mapFewAtATime([...Array(9).keys()], async each => {"
                + "   most = Math.max(most, ++now);"
                + "   await new Promise(resolve => setTimeout(resolve));"
                + "   now--;"
                + "   return 2 * each; });"
                + " return [most, ...results]; }");

        Assertions.assertThat(most).isEqualTo(List.of(4, 0, 2, 4, 6, 8, 10, 12, 14, 16));
    }

    @Test
    void rowsOfWorkbooksAreAddressedByTheNameOfTheirTable() {
        open("#/matrix");

        Object addresses = page.evaluate("import('./workbench/parts/row-link.js').then(({addressOfRow}) =>"
                + " ['book.xlsx', 'b.csv'].map(file => addressOfRow({table: 'Times & terms', file, row: 9}, 2)))");

        Assertions.assertThat(addresses)
                .isEqualTo(List.of("#/tables/Times%20%26%20terms?release=2&row=9", "#/tables/b.csv?release=2&row=9"));
    }

    private Locator choice(String name) {
        return page.getByRole(AriaRole.COMBOBOX, new GetByRoleOptions().setName(name));
    }

    private Locator levelHeading(String text) {
        return page.getByRole(
                AriaRole.HEADING,
                new GetByRoleOptions().setName(text).setExact(true).setLevel(2));
    }

    private Locator section(String level) {
        return page.locator("matrix-section").filter(new Locator.FilterOptions().setHas(levelHeading(level)));
    }

    private Locator row(String level, String name) {
        return section(level)
                .getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.ROWHEADER, new GetByRoleOptions().setName(Pattern.compile("^\\s*" + name)))));
    }
}
