package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The grid as one edits it, with the keyboard alone unless a test is about the mouse. */
class GridEditingTest extends GridTest {

    @Test
    void typingReplacesTheTextAndEnterGoesDown() {
        edit(20, 1, 1);

        page.keyboard().type("new");
        assertThat(editor()).isFocused();
        press("Enter");

        assertThat(text(1, 1)).isEqualTo("new");
        assertThat(focused()).hasText("r2c1");
        assertThat(editor()).hasCount(0);
    }

    @Test
    void f2EditsTheTextAndEscapeLeavesItAsItWas() {
        edit(20, 1, 1);

        press("F2", "End");
        page.keyboard().type("!");
        assertThat(editor()).hasValue("r1c1!");
        press("Escape");

        assertThat(text(1, 1)).isEqualTo("r1c1");
        assertThat(focused()).hasText("r1c1");
    }

    @Test
    void tabWritesTheTextAndGoesToTheNextCellAndShiftTabBack() {
        edit(20, 1, 1);

        page.keyboard().type("one");
        press("Tab");
        page.keyboard().type("two");
        press("Shift+Tab");

        assertThat(text(1, 1)).isEqualTo("one");
        assertThat(text(1, 2)).isEqualTo("two");
        assertThat(focused()).hasText("one");
        press("Home", "Shift+Tab");
        assertThat(focused()).hasText("r0c12");
    }

    @Test
    void tabLeavesTheTableAfterEscapeAndAtItsEnd() {
        edit(20, 1, 1);
        press("Escape", "Tab");
        assertThat(after()).isFocused();

        press("Shift+Tab", "Control+End", "Tab");
        assertThat(after()).isFocused();
    }

    @Test
    void aCellTakesLineBreaks() {
        edit(20, 1, 1);

        page.keyboard().type("one");
        press("Alt+Enter");
        page.keyboard().type("two");
        press("Enter");

        assertThat(text(1, 1)).isEqualTo("one\ntwo");
    }

    @Test
    void aClickElsewhereWritesTheText() {
        edit(20, 1, 1);

        page.keyboard().type("new");
        cell(3, 3).click();

        assertThat(text(1, 1)).isEqualTo("new");
        assertThat(text(3, 3)).isEqualTo("r3c3");
    }

    @Test
    void scrollingAwayKeepsTheOpenEditor() {
        edit(5000, 1, 1);

        page.keyboard().type("new");
        page.evaluate("grid.renderRoot.querySelector('.box').scrollTop = 1e6");
        assertThat(cell(4999, 0)).isInViewport();
        page.keyboard().type("er");
        press("Enter");

        assertThat(text(1, 1)).isEqualTo("newer");
    }

    @Test
    void theTextOfARowThatWasDeletedMeanwhileIsWrittenNowhere() {
        edit(20, 1, 1);

        page.keyboard().type("new");
        page.evaluate("grid.model.deleteRows(1, 1)");

        assertThat(page.getByText("The row was deleted while you edited it. Your text was: new"))
                .isVisible();
        assertThat(text(1, 1)).isEqualTo("r2c1");
    }

    @Test
    void fillDownCopiesTheFirstRowOfTheRange() {
        edit(20, 1, 1);

        press("Shift+ArrowDown", "Shift+ArrowDown", "Control+d");

        assertThat(List.of(text(2, 1), text(3, 1))).containsOnly("r1c1");
        assertThat(text(4, 1)).isEqualTo("r4c1");
    }

    @Test
    void deleteEmptiesTheRange() {
        edit(20, 1, 1);

        press("Shift+ArrowDown", "Delete");

        assertThat(List.of(text(1, 1), text(2, 1))).containsOnly("");
        press("Control+z");
        assertThat(text(2, 1)).isEqualTo("r2c1");
    }

    @Test
    void rowsAreInsertedCopiedMovedAndDeletedByKeys() {
        edit(20, 1, 1);

        press("Alt+Insert");
        assertThat(grid()).hasAttribute("aria-rowcount", "22");
        assertThat(text(2, 1)).isEqualTo("");
        press("Alt+Delete");
        assertThat(grid()).hasAttribute("aria-rowcount", "21");
        press("Control+Home", "Alt+Shift+ArrowDown");
        assertThat(grid()).hasAttribute("aria-rowcount", "22");
        assertThat(text(1, 1)).isEqualTo("r0c1");
        press("Control+Home", "Alt+ArrowUp", "ArrowDown", "ArrowDown", "Alt+ArrowUp");
        assertThat(text(1, 1)).isEqualTo("r1c1");
        assertThat(focused()).hasText("r1c0");
    }

    @Test
    void columnsAreMovedAndDeletedByKeys() {
        edit(20, 1, 1);

        press("Alt+Shift+ArrowRight");
        assertThat(text(1, 2)).isEqualTo("r1c1");
        press("Alt+Shift+Delete");
        assertThat(grid()).hasAttribute("aria-colcount", "13");
        assertThat(text(1, 2)).isEqualTo("r1c3");
        press("Control+z", "Control+z");

        assertThat(text(1, 1)).isEqualTo("r1c1");
        assertThat(text(1, 3)).isEqualTo("r1c3");
    }

    @Test
    void aTextIsReplacedInAllCellsInOneStep() {
        edit(5000, 1, 1);

        press("Control+h");
        page.keyboard().type("R4999C");
        page.getByLabel("Replace by").fill("$&.");
        button("Replace").click();
        assertThat(text(4999, 0)).isEqualTo("$&.0");
        button("Replace all").click();
        assertThat(page.getByText("Replacement in 10 cells")).isVisible();
        assertThat(text(4999, 12)).isEqualTo("$&.12");

        page.evaluate("grid.model.undo()");
        assertThat(text(4999, 12)).isEqualTo("r4999c12");
        assertThat(text(4999, 0)).isEqualTo("$&.0");
    }

    @Test
    void technicalRowsOfTheTableAreFoldedAndEditedOnceTheyAreShown() {
        showGrid(20, Map.of("editable", true, "headCount", 3));
        assertThat(page.getByText("17 rows")).isVisible();
        cell(0, 1).click();
        assertThat(focused()).hasText("r3c1");

        page.getByLabel("Technical rows").check();
        assertThat(cell(2, 1)).hasText("r2c1");
        cell(2, 1).click();
        page.keyboard().type("new");
        press("Enter");

        assertThat(text(2, 1)).isEqualTo("new");
        assertThat(focused()).hasText("r3c1");
    }

    @Test
    void namesCompleteWhatIsTyped() {
        edit(20, 1, 1);
        page.evaluate("grid.complete = (cell, text) => ['Gold', 'Golden'].map(text => ({text, from: 0, to: 1}))");

        page.keyboard().type("g");
        assertThat(page.getByRole(AriaRole.OPTION)).hasText(new String[] {"Gold", "Golden"});
        press("ArrowDown", "ArrowDown");
        assertThat(editor()).hasAttribute("aria-activedescendant", "choice-1");
        assertNoBarriers();
        press("Enter");

        assertThat(text(1, 1)).isEqualTo("Golden");
        assertThat(focused()).hasText("r2c1");
    }

    @Test
    void aColumnThatCannotBeEditedSaysSo() {
        showGrid(20, Map.of("editable", true, "readonly", 1));
        cell(1, 1).click();
        assertThat(focused()).hasAttribute("aria-readonly", "true");

        press("x");

        assertThat(page.getByText("Nothing was changed: the column “Size” cannot be edited here."))
                .isVisible();
        assertThat(editor()).hasCount(0);
    }

    @Test
    void anOpenEditorHasNoBarriers() {
        edit(20, 1, 1);
        press("F2");

        assertNoBarriers();
        takeScreenshots("grid-edited");
    }

    private Locator editor() {
        return grid().getByRole(AriaRole.TEXTBOX);
    }

    private Locator after() {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("After the grid"));
    }
}
