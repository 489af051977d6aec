package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tests of the grid alone, in the page and under the policy of the workbench. */
abstract class GridTest extends WorkbenchTest {

    static final int COLUMNS = 13;

    @Override
    protected boolean sharesService() {
        return true;
    }

    /** Each test replaces all that the page shows by a grid of its own. */
    @Override
    protected boolean sharesPage() {
        return true;
    }

    /** Shows a grid with so many rows and these properties; see {@code grid-page.js}. */
    void showGrid(int rows, Map<String, Object> properties) {
        Map<String, Object> options = new HashMap<>(properties);
        options.put("rows", rows);
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        if (page.url().equals("about:blank")) {
            open("#/nothing");
            assertThat(heading("No such view")).isVisible();
        }
        page.evaluate(
                "options => import('./workbench/test/grid-page.js').then(page => page.showGrid(options))", options);
    }

    /** Shows a grid to edit, with the focus on a cell. */
    void edit(int rows, int row, int column) {
        showGrid(rows, Map.of("editable", true));
        page.evaluate("([row, column]) => grid.focusCell(row, column)", List.of(row, column));
        assertThat(focused()).hasText("r%dc%d".formatted(row, column));
    }

    Locator grid() {
        return page.getByRole(AriaRole.GRID, new Page.GetByRoleOptions().setName("Things"));
    }

    /** Returns a cell by its places in the table, both from 0. */
    Locator cell(int row, int column) {
        return grid().locator("tr[data-place='%d'] td >> nth=%d".formatted(row, column));
    }

    /** Returns the cell with the focus. */
    Locator focused() {
        return grid().locator("td:focus");
    }

    void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    /** Returns the text of a cell of the model. */
    Object text(int row, int column) {
        return page.evaluate("([row, column]) => grid.model.text(row, column)", List.of(row, column));
    }

    Object rowCount() {
        return page.evaluate("grid.model.rows.length");
    }

    void copyToClipboard(String text) {
        page.evaluate("text => navigator.clipboard.writeText(text)", text);
    }

    String clipboard() {
        return (String) page.evaluate("navigator.clipboard.readText()");
    }
}
