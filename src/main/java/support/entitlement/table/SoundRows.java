package support.entitlement.table;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that can be compared: all whose cells hold what they should.
 *
 * @param table the table
 * @param rows the sound rows, top to bottom
 * @param space the inputs that the table looks at
 * @param boxes what each of the rows matches
 * @param said what each of the rows says
 * @param impossible boxes of the space in which there is no query
 */
record SoundRows(
        Table table, List<Row> rows, Space space, List<Box> boxes, List<Statements.Said> said, List<Box> impossible) {

    static SoundRows of(Table table, Space space, Statements statements, List<Box> impossible) {
        List<Row> rows = table.rows().stream().filter(Row::sound).toList();
        return new SoundRows(
                table,
                rows,
                space,
                rows.stream().map(row -> space.of(table, row)).toList(),
                rows.stream().map(row -> statements.of(table, row)).toList(),
                impossible);
    }

    /** The number of a row in its sheet, as analysts count. */
    int number(int row) {
        return rows.get(row).matched().row();
    }

    /** The first cell of a row that is not blank, where a problem of the whole row is shown. */
    Column column(int row) {
        List<@Nullable Object> values = rows.get(row).values();
        return table.columns().stream()
                .filter(column -> values.get(table.columns().indexOf(column)) != null)
                .findFirst()
                .orElse(table.columns().get(0));
    }

    Place place(int row) {
        return table.place(rows.get(row), column(row));
    }

    String text(int row) {
        return table.text(rows.get(row), column(row));
    }

    /** Names some rows: {@code row 9}, or {@code rows 9, 10 and 14}; of many only the first. */
    String names(List<Integer> some) {
        if (some.size() == 1) {
            return "row " + number(some.get(0));
        }
        int shown = some.size() > 6 ? 5 : some.size() - 1;
        String first =
                some.stream().limit(shown).map(row -> "" + number(row)).collect(Collectors.joining(", ", "rows ", ""));
        return first + " and " + (some.size() > 6 ? some.size() - shown + " more" : "" + number(some.get(shown)));
    }
}
