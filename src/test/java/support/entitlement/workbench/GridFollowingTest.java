package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

/** The grid while somebody else changes the same table. */
class GridFollowingTest extends GridTest {

    @Test
    void theFocusAndTheOpenEditorStayInTheirCell() {
        edit(20, 5, 1);
        page.keyboard().type("mine");

        follow("commands.insertRows({id: 0, index: 0}, [grid.model.newRow(grid.model.columns.map(() => 'theirs'))],"
                + " grid.model.columns)");
        follow("commands.moveColumn(grid.model.columns[0].key, {id: grid.model.columns[3].key, index: 3})");

        assertThat(grid().getByRole(AriaRole.TEXTBOX)).hasValue("mine");
        assertThat(grid().getByRole(AriaRole.TEXTBOX)).isFocused();
        press("Enter");
        assertThat(text(6, 0)).isEqualTo("mine");
        assertThat(focused()).hasText("r6c1");
    }

    @Test
    void undoTakesBackWhatWasDoneHereAndNothingElse() {
        edit(20, 5, 1);
        press("Alt+Delete");
        cell(5, 1).click();
        press("x", "Enter");
        assertThat(text(5, 1)).isEqualTo("x");

        follow("commands.deleteRows([1, 2])");
        follow("commands.setCells([{id: 8, key: 3, text: 'theirs', before: 'r7c2'}])");
        page.evaluate("grid.model.undo(); grid.model.undo()");

        assertThat(text(3, 1)).isEqualTo("r5c1");
        assertThat(text(5, 2)).isEqualTo("theirs");
        assertThat(rowCount()).isEqualTo(18);
        page.evaluate("grid.model.redo()");
        assertThat(text(3, 1)).isEqualTo("r6c1");
    }

    @Test
    void aTextThatGoesOverOneOfSomebodyElseIsAskedForFirst() {
        edit(20, 5, 1);
        page.evaluate("grid.addEventListener('cell-overwrite', event => { event.preventDefault();"
                + " window.asked = event.detail.mine + ' ' + event.detail.theirs; })");

        page.keyboard().type("mine");
        follow("commands.setCells([{id: 6, key: 2, text: 'theirs', before: 'r5c1'}])");
        press("Enter");

        assertThat(text(5, 1)).isEqualTo("theirs");
        assertThat(page.evaluate("window.asked")).isEqualTo("mine theirs");
    }

    /** Lets somebody else do a command. */
    private void follow(String command) {
        page.evaluate("import('./workbench/grid/commands.js').then(commands => grid.model.follow(" + command + "))");
    }
}
