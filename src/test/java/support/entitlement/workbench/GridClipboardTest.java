package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that are cut in the grid, and pasted into it from spreadsheets. */
class GridClipboardTest extends GridTest {

    @ParameterizedTest
    @ValueSource(ints = {300, 5000})
    void twoHundredRowsArePastedAndUndoneInOneStepEach(int rows) {
        edit(rows, 50, 0);
        copyToClipboard(cells(200, COLUMNS));

        press("Control+v");
        assertThat(page.getByText("Paste of 200 rows")).isVisible();
        assertThat(text(50, 0)).isEqualTo("n0c0");
        assertThat(text(249, 12)).isEqualTo("n199c12");
        press("Control+z");

        assertThat(page.getByText("Undone: Paste of 200 rows")).isVisible();
        assertThat(text(50, 0)).isEqualTo("r50c0");
        assertThat(text(249, 12)).isEqualTo("r249c12");
        assertThat(rowCount()).isEqualTo(rows);
        assertThat(page.evaluate("grid.model.canUndo")).isEqualTo(false);
        press("Control+y");
        assertThat(page.getByText("Redone: Paste of 200 rows")).isVisible();
        assertThat(text(249, 12)).isEqualTo("n199c12");
    }

    @Test
    void rowsPastedBeyondTheEndAreAddedAndTakenBackByTheSameUndo() {
        edit(20, 15, 0);
        copyToClipboard(cells(200, COLUMNS));

        press("Control+v");
        assertThat(grid()).hasAttribute("aria-rowcount", "216");
        assertThat(text(214, 12)).isEqualTo("n199c12");
        press("Control+z");

        assertThat(grid()).hasAttribute("aria-rowcount", "21");
        assertThat(text(19, 12)).isEqualTo("r19c12");
    }

    @Test
    void whatDoesNotFitIsNotPastedAndTheReasonIsSaid() {
        edit(20, 0, 10);
        copyToClipboard(cells(2, 4));

        press("Control+v");

        assertThat(page.getByText("Nothing was pasted: 4 columns do not fit into the 3 from here"))
                .isVisible();
        assertThat(text(0, 10)).isEqualTo("r0c10");
    }

    @Test
    void emptyColumnsBesideACopiedTableAreLeftOut() {
        edit(20, 0, 10);
        copyToClipboard("a\tb\tc\t\t\r\nd\te\tf\t\t\r\n");

        press("Control+v");

        assertThat(text(1, 12)).isEqualTo("f");
    }

    @Test
    void aFilteredTableTakesNoMoreRowsThanItShows() {
        showGrid(20, Map.of("editable", true));
        page.getByLabel("Filter rows").fill("r1c1");
        cell(0, 0).click();
        copyToClipboard("a\r\nb\r\n");

        press("Control+v");

        assertThat(page.getByText("2 rows do not fit into the rows that the filter shows."))
                .isVisible();
        assertThat(text(1, 0)).isEqualTo("r1c0");
    }

    @Test
    void pastingIntoAFilteredTableChangesOnlyRowsThatAreShown() {
        showGrid(20, Map.of("editable", true));
        page.getByLabel("Filter rows").fill("answered");
        cell(0, 0).click();
        copyToClipboard("a\r\nb\r\n");

        press("Control+v");

        assertThat(List.of(text(0, 0), text(1, 0), text(2, 0))).isEqualTo(List.of("a", "r1c0", "b"));
    }

    @Test
    void oneCopiedCellFillsTheSelectedRange() {
        edit(20, 1, 1);
        copyToClipboard("same");

        press("Shift+ArrowDown", "Shift+ArrowRight", "Control+v");

        assertThat(List.of(text(1, 1), text(1, 2), text(2, 1), text(2, 2))).containsOnly("same");
        assertThat(text(3, 1)).isEqualTo("r3c1");
    }

    @Test
    void cutCellsAreCopiedAndEmptied() {
        edit(20, 1, 1);

        press("Shift+ArrowRight", "Control+x");
        assertThat(page.getByText("Cut of 2 cells")).isVisible();
        assertThat(clipboard()).isEqualTo("r1c1\tr1c2");
        assertThat(text(1, 2)).isEqualTo("");
        press("ArrowDown", "Control+v");

        assertThat(text(2, 2)).isEqualTo("r1c2");
    }

    @Test
    void markupInCellsIsText() {
        edit(20, 1, 1);
        copyToClipboard("<img src=x onerror=alert(1)><script>alert(1)</script>");

        press("Control+v");

        assertThat(focused()).hasText("<img src=x onerror=alert(1)><script>alert(1)</script>");
        assertThat(text(1, 1)).asInstanceOf(STRING).startsWith("<img");
    }

    /** Returns cells as Excel copies them. */
    private static String cells(int rows, int columns) {
        return IntStream.range(0, rows)
                .mapToObj(row -> IntStream.range(0, columns)
                        .mapToObj(column -> "n" + row + "c" + column)
                        .collect(Collectors.joining("\t", "", "\r\n")))
                .collect(Collectors.joining());
    }
}
