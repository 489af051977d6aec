package support.entitlement.table.check;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.Column;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Place;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.QuerySpace;

/**
 * The rows of a table that can be compared, because all their cells are valid.
 *
 * @param table the table
 * @param rows the sound rows, top to bottom
 * @param space the inputs that the table compares
 * @param boxes the queries that each row matches
 * @param said the statements of each row
 * @param impossible boxes of the space that contain no possible query
 */
record SoundRows(
        Table table,
        List<Row> rows,
        QuerySpace space,
        List<QueryBox> boxes,
        List<RowConclusions> said,
        List<QueryBox> impossible) {

    /** Returns the number of a row in its sheet, counted from 1 as in spreadsheets. */
    int rowNumber(int row) {
        return rows.get(row).matched().row();
    }

    /** Returns the first column in which a row is not blank; a problem of the whole row is shown there. */
    Column firstFilledColumn(int row) {
        List<@Nullable Object> values = rows.get(row).values();
        return table.columns().stream()
                .filter(column -> values.get(table.columns().indexOf(column)) != null)
                .findFirst()
                .orElse(table.columns().get(0));
    }

    Place rowPlace(int row) {
        return table.cellPlace(rows.get(row), firstFilledColumn(row));
    }

    String rowText(int row) {
        return table.cellText(rows.get(row), firstFilledColumn(row));
    }

    /** Returns the names of some rows: {@code row 9}, or {@code rows 9, 10 and 14}; of many only the first. */
    String nameRows(List<Integer> some) {
        if (some.size() == 1) {
            return "row " + rowNumber(some.get(0));
        }
        int shown = some.size() > 6 ? 5 : some.size() - 1;
        String first = some.stream()
                .limit(shown)
                .map(row -> "" + rowNumber(row))
                .collect(Collectors.joining(", ", "rows ", ""));
        return first + " and " + (some.size() > 6 ? some.size() - shown + " more" : "" + rowNumber(some.get(shown)));
    }
}
