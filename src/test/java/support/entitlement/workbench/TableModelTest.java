package support.entitlement.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table behind the grid and the texts that it exchanges with spreadsheets, tried in the page without a grid. */
class TableModelTest extends ScriptTest {

    private static final String TABLE = "1ax 2by 3cz";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    model.setCell(0, 1, 'A')                                            | 1Ax 2by 3cz
                    model.setCells([{row: 0, column: 0, text: '7'}, {row: 0, column: 0, text: '8'}], '') | 8ax 2by 3cz
                    model.paste([1, 2], 1, [['B', 'Y'], ['C', 'Z']])                    | 1ax 2BY 3CZ
                    model.paste([2], 1, [['C'], ['D'], ['E']])                          | 1ax 2by 3Cz -D- -E-
                    model.paste([0, 2], 0, [['8'], ['9']])                              | 8ax 2by 9cz
                    model.fillDown([0, 2], 1, 2)                                        | 1ax 2by 3ax
                    model.insertRows(1, 2)                                              | 1ax --- --- 2by 3cz
                    model.insertRows(3, 1)                                              | 1ax 2by 3cz ---
                    model.deleteRows(0, 2)                                              | 3cz
                    model.duplicateRows(0, 2)                                           | 1ax 2by 1ax 2by 3cz
                    model.moveRows(0, 2, 1)                                             | 3cz 1ax 2by
                    model.moveRows(2, 1, 0)                                             | 3cz 1ax 2by
                    model.deleteColumns(0, 2)                                           | x y z
                    model.moveColumn(0, 2)                                              | ax1 by2 cz3
                    """)
    void everyStepIsUndoneAndRedone(String step, String after) {
        assertThat(edit(step)).isEqualTo(after);
        assertThat(edit(step + "; model.undo()")).isEqualTo(TABLE);
        assertThat(edit(step + "; model.undo(); model.redo()")).isEqualTo(after);
        assertThat(edit(step + "; model.undo(); model.redo(); model.undo()")).isEqualTo(TABLE);
    }

    @Test
    void aChangeThatChangesNothingIsNoStep() {
        assertThat(evaluate("model.setCell(0, 0, '1'); return model.canUndo")).isEqualTo(false);
    }

    @Test
    void aNewStepEndsWhatCouldBeRedone() {
        assertThat(edit("model.setCell(0, 0, '8'); model.undo(); model.setCell(0, 1, 'A'); model.redo()"))
                .isEqualTo("1Ax 2by 3cz");
    }

    @Test
    void undoingNothingChangesNothing() {
        assertThat(edit("model.undo(); model.redo()")).isEqualTo(TABLE);
    }

    @Test
    void columnsComeBackWithTheirTitles() {
        assertThat(evaluate("model.deleteColumns(0, 1); model.moveColumn(0, 1); model.undo(); model.undo();"
                        + " return model.columns.map(column => column.title)"))
                .isEqualTo(List.of("A", "B", "C"));
    }

    @Test
    void aRowKeepsItsIdentityWhenItIsChangedAndMoved() {
        assertThat(evaluate("const id = model.rows[0].id; model.setCell(0, 0, '8'); model.moveRows(0, 1, 2);"
                        + " return model.rows[2].id === id"))
                .isEqualTo(true);
    }

    @Test
    void eachStepIsToldWithItsWordsAndItsCells() {
        assertThat(evaluate(
                        "const told = []; model.addEventListener('table-change', ({detail: {label, cause, range}}) =>"
                                + " told.push([label, cause, ...Object.values(range)].join(' ')));"
                                + " model.paste([1, 2], 1, [['B'], ['C'], ['D']]); model.undo(); return told"))
                .isEqualTo(List.of("Paste of 3 rows edit 1 1 3 1", "Paste of 3 rows undo 1 1 3 1"));
    }

    @Test
    void cellsOfSpreadsheetsAreRead() {
        assertThat(parse("a\tb\r\nc\td\r\n")).isEqualTo(List.of(List.of("a", "b"), List.of("c", "d")));
        assertThat(parse("a\tb\t\t\r\n")).isEqualTo(List.of(List.of("a", "b", "", "")));
        assertThat(parse("a\n\nb")).isEqualTo(List.of(List.of("a"), List.of(""), List.of("b")));
        assertThat(parse("\"two\r\nlines\"\t\"a \"\"word\"\"\"\r\nx\t\"tab\there\""))
                .isEqualTo(List.of(List.of("two\nlines", "a \"word\""), List.of("x", "tab\there")));
        assertThat(parse("\"big\" cell\tit is 5\" wide"))
                .as("quotes that do not enclose the cell")
                .isEqualTo(List.of(List.of("\"big\" cell", "it is 5\" wide")));
        assertThat(parse("\t")).isEqualTo(List.of(List.of("", "")));
        assertThat(parse("")).isEqualTo(List.of());
    }

    @Test
    void cellsAreWrittenAsTheyAreRead() {
        List<List<String>> cells =
                List.of(List.of("two\nlines", "\"quoted\"", ""), List.of("tab\there", "5\" wide", "plain"));

        Object copied =
                page.evaluate("cells => import('./workbench/grid/tsv.js').then(tsv => tsv.formatTsv(cells))", cells);

        assertThat(copied).isEqualTo("\"two\nlines\"\t\"\"\"quoted\"\"\"\t\r\n\"tab\there\"\t5\" wide\tplain");
        assertThat(parse((String) copied)).isEqualTo(cells);
    }

    private Object parse(String text) {
        return page.evaluate("text => import('./workbench/grid/tsv.js').then(tsv => tsv.parseTsv(text))", text);
    }

    /** Makes a step in the table, and returns its rows; an empty cell is a dash. */
    private String edit(String step) {
        return (String)
                evaluate(step + "; return model.texts().map(row => row.map(text => text || '-').join('')).join(' ')");
    }

    private Object evaluate(String steps) {
        return page.evaluate("import('./workbench/grid/table-model.js').then(({TableModel}) => {"
                + " const model = new TableModel({columns: [{title: 'A'}, {title: 'B'}, {title: 'C'}],"
                + " rows: [['1', 'a', 'x'], ['2', 'b', 'y'], ['3', 'c', 'z']]}); " + steps + " })");
    }
}
