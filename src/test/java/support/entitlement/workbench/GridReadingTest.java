package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.GetByTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The grid as one reads it: keys, search, filter, marks. */
class GridReadingTest extends GridTest {

    private static final List<Map<String, Object>> MARKS = List.of(
            Map.of("row", 1, "column", 2, "kind", "problem", "text", "“r1c2” is no shape: write round or square."),
            Map.of("row", 2, "column", 3, "kind", "warning", "text", "Overlaps row 7."),
            Map.of("row", 3, "column", 5, "kind", "changed", "text", "Was “here”."));
    private static final List<Map<String, Object>> ROW_STATES = List.of(
            Map.of("row", 4, "state", "lit", "text", "answered"),
            Map.of("row", 5, "state", "dimmed"),
            Map.of("row", 6, "state", "unused", "text", "no scenario"));

    @Test
    void allRowsAreInThePageUpTo500() {
        showGrid(500, Map.of());

        assertThat(grid().locator("tbody tr")).hasCount(500);
        assertThat(grid()).hasAttribute("aria-rowcount", "501");
        assertThat(grid()).hasAttribute("aria-colcount", "14");
        assertThat(cell(499, 0)).hasText("r499c0");
    }

    @Test
    void ofMoreRowsOnlyThoseNearTheVisibleOnesAreInThePage() {
        showGrid(5000, Map.of());

        cell(0, 0).focus();
        press("Control+End");

        assertThat(focused()).hasText("r4999c12");
        assertThat(focused()).isInViewport();
        assertThat(row(focused())).hasAttribute("aria-rowindex", "5001");
        assertThat(cell(4998, 12)).isInViewport();
        assertThat(grid()).hasAttribute("aria-rowcount", "5001");
        assertThat(grid().locator("tbody tr").count()).isLessThan(100);
    }

    @Test
    void allRowsArePrinted() {
        showGrid(600, Map.of());
        Locator rows = page.locator("tbody tr[data-place]");
        assertThat(rows).not().hasCount(600);

        page.evaluate("dispatchEvent(new Event('beforeprint'))");
        assertThat(rows).hasCount(600);
        assertThat(page.locator("tr.gap")).hasCount(0);

        page.evaluate("dispatchEvent(new Event('afterprint'))");
        assertThat(rows).not().hasCount(600);
    }

    @Test
    void scrollingKeepsTheCellWithTheFocusInThePage() {
        showGrid(5000, Map.of());
        cell(0, 0).focus();

        page.evaluate("grid.renderRoot.querySelector('.box').scrollTop = 1e6");
        assertThat(cell(4999, 0)).isInViewport();
        assertThat(focused()).hasText("r0c0");
        press("ArrowDown");

        assertThat(focused()).hasText("r1c0");
        assertThat(focused()).isInViewport();
    }

    @ParameterizedTest
    @CsvSource({
        "ArrowRight, Row 50",
        "ArrowLeft, r50c5",
        "ArrowUp, r49c6",
        "ArrowDown, r51c6",
        "Home, r50c0",
        "End, r50c12",
        "Control+Home, r0c0",
        "Control+End, r99c12",
        "Control+ArrowLeft, r50c0",
        "Control+ArrowRight, r50c12",
        "Control+ArrowUp, r0c6",
        "Control+ArrowDown, r99c6"
    })
    void keysMoveTheFocus(String key, String begin) {
        showGrid(100, Map.of());
        page.evaluate("grid.focusCell(50, 6)");
        assertThat(focused()).hasText("r50c6");

        press(key);

        assertThat(focused()).hasText(Pattern.compile("^" + begin));
        assertThat(focused()).isInViewport();
        assertThat(grid().locator("td[tabindex='0']")).hasCount(1);
    }

    @Test
    void pagesMoveBySoManyRowsAsAreVisible() {
        showGrid(5000, Map.of());
        cell(0, 0).focus();

        press("PageDown", "PageDown");
        int place = Integer.parseInt(row(focused()).getAttribute("data-place"));
        assertThat(place).isBetween(4, 60);
        press("PageUp", "PageUp");
        assertThat(focused()).hasText("r0c0");
    }

    @Test
    void tabLeavesAGridThatIsOnlyRead() {
        showGrid(10, Map.of());
        cell(0, 0).focus();

        press("Tab");

        assertThat(page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("After the grid")))
                .isFocused();
    }

    @Test
    void shiftSelectsARangeThatIsCopiedAsSpreadsheetsDo() {
        showGrid(10, Map.of());
        cell(1, 1).click();

        press("Shift+ArrowDown", "Shift+ArrowRight");
        assertThat(grid().locator("[aria-selected='true']")).hasText(new String[] {"r1c1", "r1c2", "r2c1", "r2c2"});
        press("Control+c");

        assertThat(clipboard()).isEqualTo("r1c1\tr1c2\r\nr2c1\tr2c2");
    }

    @Test
    void theMouseSelectsARange() {
        showGrid(10, Map.of());

        cell(1, 1).hover();
        page.mouse().down();
        cell(3, 2).hover();
        page.mouse().up();

        assertThat(grid().locator("[aria-selected='true']")).hasCount(6);
    }

    @Test
    void aGridThatIsOnlyReadTakesNoText() {
        showGrid(10, Map.of());
        cell(1, 1).focus();
        copyToClipboard("other");

        press("x", "F2", "Delete", "Control+v", "Control+x", "Control+d", "Alt+Delete");

        assertThat(grid()).hasAttribute("aria-readonly", "true");
        assertThat(page.getByRole(AriaRole.TEXTBOX)).hasCount(0);
        assertThat(page.evaluate("grid.model.canUndo")).isEqualTo(false);
    }

    @Test
    void theOwnSearchGoesFromCellToCellIfOnlyAPartIsInThePage() {
        showGrid(5000, Map.of());
        cell(0, 0).focus();

        press("Control+f");
        page.keyboard().type("R4321C");
        assertThat(page.getByText("1 of 11")).isVisible();
        assertThat(cell(4321, 0)).isInViewport();
        press("Enter", "Shift+Enter", "Shift+Enter");
        assertThat(page.getByText("11 of 11")).isVisible();
        press("Escape");

        assertThat(focused()).hasText("r4321c12");
    }

    @Test
    void theBrowsersSearchIsLeftAloneIfAllRowsAreInThePage() {
        showGrid(10, Map.of());
        cell(0, 0).focus();

        press("Control+f");

        assertThat(page.getByLabel("Find in cells")).hasCount(0);
    }

    @Test
    void theFilterShowsRowsWithAllItsWordsAndTheirNumbers() {
        showGrid(5000, Map.of("focusRow", 3));

        page.getByLabel("Filter rows").fill("R4321c1 r4321C12");

        assertThat(page.getByText("1 of 5,000 rows")).isVisible();
        assertThat(grid().getByRole(AriaRole.ROWHEADER)).hasText("4322");
        page.getByLabel("Filter rows").fill("nothing has this");
        assertThat(page.getByText("No rows.")).isVisible();
        page.getByLabel("Filter rows").fill("");
        assertThat(page.getByText("5,000 rows", new GetByTextOptions().setExact(true)))
                .isVisible();
    }

    @Test
    void marksAreSeenAndReadOut() {
        showGrid(20, Map.of("marks", MARKS, "rowStates", ROW_STATES));

        assertThat(cell(1, 2)).hasAttribute("aria-invalid", "true");
        assertThat(cell(1, 2)).hasAccessibleDescription("“r1c2” is no shape: write round or square.");
        assertThat(cell(2, 3)).hasAccessibleDescription("Overlaps row 7.");
        assertThat(cell(2, 3)).not().hasAttribute("aria-invalid", "true");
        assertThat(cell(3, 5)).hasAccessibleDescription("Was “here”.");
        assertThat(grid().getByRole(AriaRole.ROWHEADER).nth(4)).hasText("5 answered");
        cell(1, 2).click();
        assertThat(page.locator(".about")).containsText("is no shape");
        assertNoBarriers();
        takeScreenshots("grid");
    }

    @Test
    void marksStayWithTheirRowsWhenRowsMove() {
        showGrid(20, Map.of("marks", MARKS, "editable", true));
        cell(1, 0).focus();

        press("Alt+ArrowDown");

        assertThat(cell(2, 2)).hasAttribute("aria-invalid", "true");
        assertThat(cell(1, 2)).not().hasAttribute("aria-invalid", "true");
    }

    @Test
    void theTitleSaysInWordsWhatTechnicalRowsSayInCode() {
        showGrid(20, Map.of());
        Locator code = grid().getByText("code0 == \"$param\"");
        assertThat(grid().getByRole(AriaRole.COLUMNHEADER).nth(1))
                .hasText("condition Colour is the same as in the cell");
        assertThat(code).hasCount(0);

        page.getByLabel("Technical rows").check();

        assertThat(code).isVisible();
        assertThat(grid()).hasAttribute("aria-rowcount", "24");
        assertThat(row(cell(0, 0))).hasAttribute("aria-rowindex", "5");
    }

    @Test
    void theHeaderAndTheRowNumbersStayInView() {
        showGrid(300, Map.of());
        page.evaluate("grid.focusCell(299, 12)");

        assertThat(grid().getByRole(AriaRole.COLUMNHEADER).last()).isInViewport();
        assertThat(grid().getByRole(AriaRole.ROWHEADER).last()).isInViewport();
        assertThat(focused()).isInViewport();
    }

    @Test
    void aLinkedRowIsShownAndMarked() {
        showGrid(5000, Map.of("focusRow", 3000));

        assertThat(cell(3000, 0)).isInViewport();
        assertThat(row(cell(3000, 0))).hasClass(Pattern.compile("target"));
    }

    @Test
    void theCellWithTheFocusIsToldAndItsWholeTextShown() {
        showGrid(600, Map.of());
        page.evaluate("grid.focusCell(3, 11)");
        assertThat(page.locator(".about")).containsText("each of them with a protocol");
        press("Enter");

        assertThat(page.evaluate("events.map(told => told.split(' ').slice(0, 3).join(' '))"))
                .isEqualTo(List.of("cell-focus 0 0", "cell-focus 3 11", "cell-open 3 11"));
    }

    @Test
    void manyRowsHaveNoBarriers() {
        showGrid(5000, Map.of("editable", true));
        page.evaluate("grid.focusCell(2500, 12)");
        press("Control+f");
        page.keyboard().type("r77");

        assertNoBarriers();
        takeScreenshots("grid-of-5000-rows");
    }

    private static Locator row(Locator cell) {
        return cell.locator("xpath=..");
    }
}
