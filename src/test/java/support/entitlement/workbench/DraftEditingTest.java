package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tables of drafts as people edit them. */
class DraftEditingTest extends DraftTest {

    /** Inserts a row that a warning is about. */
    private static final String POSTCARD =
            "[{\"op\": \"insert-rows\", \"file\": \"channels.csv\", \"sheet\": null, \"row\": 8, \"rows\": [[\"Postcard\", \"mail\"]]}]";

    /** How Excel copies: cells with line breaks and quotes in quotes, and empty columns beside the table. */
    private static final String EXCEL_ROW = "Gold %d\tBasic\t\"two\r\nlines, \"\"quoted\"\"\"\tnote; 1,5\t\t\r\n";

    private static final String HOSTILE = "<img src=x onerror=alert(1)><b>bold</b>{{x}}${y}";

    @Test
    void whatIsTypedIsSavedAndIsThereAfterAReload() throws Exception {
        long draft = createDraft("Typed");
        openCell(draft, PLANS, FIRST, "B");

        page.keyboard().type("Silver");
        press("Enter");
        page.keyboard().type("Gold");
        press("Tab");
        awaitSaved(page);

        assertThat(text(draft, PLANS, FIRST, 1)).isEqualTo("Silver");
        assertThat(text(draft, PLANS, FIRST + 1, 1)).isEqualTo("Gold");
        page.reload();
        assertThat(cell(page, FIRST, 1)).hasText("Silver");
        assertThat(cell(page, FIRST, 1)).hasClass(Pattern.compile("\\bchanged\\b"));
        assertThat(cell(page, FIRST, 1)).hasAccessibleDescription(Pattern.compile(".*Release 1 has “Basic” here."));
    }

    /** A slow browser notes a cell in the address when another one has the focus already, and is typed into. */
    @Test
    void anAddressThatIsNotedLateDoesNotMoveTheFocus() throws Exception {
        long draft = createDraft("Late");
        openCell(draft, PLANS, FIRST, "A");
        for (String column : List.of("B", "C")) {
            press("ArrowRight");
            assertThat(page).hasURL(Pattern.compile("column=" + column + "$"));
        }

        page.evaluate("import('./workbench/app/router.js').then(({router}) =>"
                + " router.replace(location.hash.replace('column=C', 'column=B')))");
        await().until(() -> "B"
                .equals(page.evaluate("document.querySelector('workbench-app').renderRoot"
                        + ".querySelector('drafts-view').route.parameters.get('column')")));
        page.keyboard().type("By phone");
        press("Enter");
        awaitSaved(page);

        assertThat(text(draft, PLANS, FIRST, 1)).isEqualTo("Basic");
        assertThat(text(draft, PLANS, FIRST, 2)).isEqualTo("By phone");
    }

    @Test
    void theButtonOfACellLeadsToItAlsoWhenItsAddressIsNotedAlready() throws Exception {
        long draft = createDraft("Again");
        change(draft, 1, POSTCARD);
        openCell(draft, "channels.csv", 8, "A");
        for (String[] step : List.of(new String[] {"ArrowRight", "B"}, new String[] {"ArrowLeft", "A"})) {
            press(step[0]);
            assertThat(page).hasURL(Pattern.compile("column=" + step[1] + "$"));
        }

        for (int time = 0; time < 2; time++) {
            page.locator("draft-problems button.cell").first().click();
            assertThat(focused(page)).hasText("Postcard");
        }
    }

    @Test
    void twoHundredRowsOfExcelArePastedAsTheyAreAndUndone() throws Exception {
        long draft = createDraft("Pasted");
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        openCell(draft, PLANS, FIRST, "A");
        int before = sheet(draft, PLANS).get("rows").size();
        page.evaluate(
                "text => navigator.clipboard.writeText(text)",
                IntStream.range(0, 200).mapToObj(EXCEL_ROW::formatted).collect(Collectors.joining()));

        press("Control+v");
        assertThat(page.getByText("Paste of 200 rows")).isVisible();
        awaitSaved(page);

        assertThat(sheet(draft, PLANS).get("rows")).hasSize(FIRST - 1 + 200);
        assertThat(text(draft, PLANS, FIRST + 199, 0)).isEqualTo("Gold 199");
        assertThat(text(draft, PLANS, FIRST + 199, 2)).isEqualTo("two\nlines, \"quoted\"");
        assertThat(text(draft, PLANS, FIRST + 199, 3)).isEqualTo("note; 1,5");
        press("Control+z");
        awaitSaved(page);
        assertThat(sheet(draft, PLANS).get("rows")).hasSize(before);
        assertThat(text(draft, PLANS, FIRST, 1)).isEqualTo("Basic");
    }

    private Locator openDialogOfFact() {
        button("Columns").click();
        page.getByRole(AriaRole.MENUITEM).getByText("test a fact").click();
        return page.getByRole(AriaRole.DIALOG);
    }

    /** Inserts the column of a dialog, and types into its first cell. */
    private void insertColumn(Locator dialog, String cell) {
        assertNoBarriers();
        dialog.getByText("Insert the column").click();
        assertThat(focused(page)).isVisible();
        page.keyboard().type(cell);
        press("Enter");
        awaitSaved(page);
    }

    @Test
    void aColumnThatTestsAFactNeedsNoTemplate() throws Exception {
        long draft = createDraft("New column");
        openCell(draft, PLANS, FIRST, "A");

        Locator dialog = openDialogOfFact();
        dialog.getByRole(AriaRole.COMBOBOX).first().selectOption(byText(dialog, "callers send: a number"));
        dialog.getByLabel("Name of the fact").fill("seats");
        dialog.getByRole(AriaRole.COMBOBOX).nth(1).selectOption(byText(dialog, "is at least"));
        assertThat(dialog.getByLabel("Title of the column")).hasValue("Seats is at least");
        insertColumn(dialog, "50");

        assertThat(text(draft, PLANS, 4, 1)).isEqualTo("CONDITION");
        assertThat(text(draft, PLANS, 6, 1)).isEqualTo("attribute[\"seats\"] >= $param");
        assertThat(text(draft, PLANS, FIRST, 1)).isEqualTo("50");
        assertThat(text(draft, PLANS, 1, 1)).as("the words above the table").isEqualTo("support.entitlement.rules");
        assertThat(text(draft, PLANS, 6, 2)).isEqualTo("entitlement.supportLevel(\"$param\")");
        assertThat(page.getByRole(AriaRole.COLUMNHEADER).nth(2)).containsText("seats is at least");
    }

    @Test
    void aColumnThatComparesADateWithTheOpeningAsksForTheZoneAndOffersItsForms() throws Exception {
        long draft = createDraft("Relative");
        openCell(draft, PLANS, FIRST, "A");

        Locator dialog = openDialogOfFact();
        dialog.getByRole(AriaRole.COMBOBOX).first().selectOption(byText(dialog, "callers send: days from the opening"));
        dialog.getByLabel("Name of the fact").fill("purchasedOn");
        dialog.getByLabel("Time zone").fill("Europe/Zurich");
        insertColumn(dialog, "less than 2 years before opening");

        assertThat(text(draft, PLANS, 6, 1)).isEqualTo("attribute[\"purchasedOn\", \"Europe/Zurich\"] == $param");
        assertThat(text(draft, PLANS, FIRST, 1)).isEqualTo("less than 2 years before opening");
    }

    @Test
    void namesOfTheTablesCompleteAListEntryByEntry() throws Exception {
        long draft = createDraft("Completed");
        openCell(draft, PLANS, FIRST, "A");

        page.keyboard().type("Free, plat");
        assertThat(page.locator("policy-grid [role=option]")).hasText("Platinum");
        press("ArrowDown", "Enter");
        awaitSaved(page);

        assertThat(text(draft, PLANS, FIRST, 0)).isEqualTo("Free, Platinum");
    }

    @Test
    void hostileTextsAreTextsEverywhere() throws Exception {
        long draft = createDraft("Hostile");
        openCell(draft, PLANS, FIRST, "C");

        page.keyboard().type(HOSTILE);
        assertThat(page.locator("policy-grid textarea")).hasValue(HOSTILE);
        press("Enter");
        awaitSaved(page);

        assertThat(text(draft, PLANS, FIRST, 2)).isEqualTo(HOSTILE);
        assertThat(cell(page, FIRST, 2)).hasText(HOSTILE);
        assertThat(page.locator("img")).hasCount(0);
    }

    /** The whole way with keys: from the list to a changed, doubled and moved row. */
    @Test
    void everythingGoesWithTheKeyboardAlone() throws Exception {
        openAsAda("#/drafts");
        page.getByLabel("Name of a new draft").focus();
        page.keyboard().type("Keys");
        press("Enter");
        assertThat(heading("Keys")).isVisible();
        long draft = Long.parseLong(page.url().replaceFirst(".*/", ""));

        Locator plans = page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Files of the draft"))
                .getByText("Plans");
        while (!Boolean.TRUE.equals(plans.evaluate("link => link.closest('a').matches(':focus')"))) {
            press("Tab");
        }
        press("Enter");
        assertThat(page.getByRole(AriaRole.GRID)).isVisible();
        while (focused(page).count() == 0) {
            press("Tab");
        }
        page.keyboard().type("Solo");
        press("Tab", "F2", "End");
        page.keyboard().type("!");
        press("Enter", "Control+Home", "Alt+Shift+ArrowDown", "Alt+ArrowUp", "Alt+Insert");
        awaitSaved(page);

        assertThat(text(draft, PLANS, FIRST, 0)).isEqualTo("Solo");
        assertThat(text(draft, PLANS, FIRST, 1)).isEqualTo("Basic!");
        assertThat(text(draft, PLANS, FIRST + 1, 0)).isEmpty();
        assertThat(text(draft, PLANS, FIRST + 2, 0)).isEqualTo("Solo");
        assertNoBarriers();
        takeScreenshots("draft");
    }

    @Test
    void aWarningThatIsMeantIsAcceptedWithItsReasonAndTakenBack() throws Exception {
        long draft = createDraft("Meant");
        change(draft, 1, POSTCARD);
        openCell(draft, "channels.csv", 8, "A");
        Locator problems = page.locator("draft-problems");
        Locator detail = page.locator("cell-detail");
        assertThat(problems).containsText("“Postcard”");

        problems.getByText("This is meant …").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertNoBarriers();
        dialog.getByLabel("Why?").fill(HOSTILE);
        dialog.getByText("Accept the warning").click();

        problems.getByText("1 accepted warning").click();
        assertThat(problems.locator(".meant")).containsText("ada has accepted this on");
        assertThat(problems.locator(".meant")).containsText(HOSTILE);
        assertThat(detail).containsText("ada has accepted this on");
        assertThat(page.locator("draft-publish")).containsText("Publish 1 new row and 1 accepted warning");
        assertNoBarriers();
        takeScreenshots("draft-accepted");
        openCell(draft, "accepted-warnings.csv", 2, "D");
        assertThat(cell(page, 2, 3)).hasText(HOSTILE);

        openCell(draft, "channels.csv", 8, "A");
        problems.getByText("1 accepted warning").click();
        problems.getByText("Take back").click();
        assertThat(problems.getByText("This is meant …")).isVisible();
        assertThat(page.locator("draft-files")).not().containsText("accepted-warnings");
    }

    @Test
    void fiveThousandRowsAreEditedFilteredAndUndone() throws Exception {
        long draft = createDraft("Long");
        change(
                draft,
                sheet(draft, PLANS).get("version").longValue(),
                IntStream.range(0, 5000)
                        .mapToObj(row -> "[\"Plan %d\", \"Basic\", \"\", \"row %d\"]".formatted(row, row))
                        .collect(Collectors.joining(
                                ",",
                                "[{\"op\": \"insert-rows\", \"file\": \"plans.csv\", \"sheet\": null, \"row\": 8, \"rows\": [",
                                "]}]")));
        openCell(draft, PLANS, 4000, "A");
        assertThat(focused(page)).hasText("Plan 3992");

        page.getByLabel("Filter rows").fill("row 4999");
        cell(page, 5007, 1).click();
        page.keyboard().type("Gold");
        press("Enter");
        awaitSaved(page);
        assertThat(text(draft, PLANS, 5007, 1)).isEqualTo("Gold");
        page.getByLabel("Filter rows").fill("");
        cell(page, 5007, 1).click();
        press("Control+z");
        awaitSaved(page);

        await().untilAsserted(() -> assertThat(text(draft, PLANS, 5007, 1)).isEqualTo("Basic"));
    }

    private static String byText(Locator dialog, String text) {
        return dialog.locator("option")
                .filter(new Locator.FilterOptions().setHasText(text))
                .first()
                .getAttribute("value");
    }
}
