package support.entitlement.web.table;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.Policy;
import support.entitlement.table.Table;
import support.entitlement.table.sheet.RuleTableStart;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.web.evaluation.EvaluationResponse;

/**
 * A table with its cells as they are written.
 *
 * @param fact the fact that its conditions match, as the header names it
 * @param header the rows above the first row of data, as they stand in the file
 */
record TableResponse(
        String table,
        String file,
        @Nullable String sheet,
        String hitPolicy,
        String fact,
        List<HeaderRowResponse> header,
        List<ColumnResponse> columns,
        List<RowResponse> rows,
        EvaluationResponse.PolicyReference policy) {

    /** The number of rows from that of the table's name to that of the titles. */
    private static final int HEADER_ROWS = 5;

    /** A row of a header: its number in the file, and its cells from the leftmost column of the file. */
    record HeaderRowResponse(int row, List<String> cells) {}

    static TableResponse of(Table table, Sheet sheet, Policy policy) {
        int start = startIn(sheet, table);
        return new TableResponse(
                table.name(),
                table.fileName(),
                table.sheet().sheet(),
                table.hitPolicy().toString(),
                table.fact().factClass().getSimpleName(),
                headerRows(sheet, firstHeaderRow(table, start, policy), start + HEADER_ROWS),
                table.columns().stream()
                        .map(column -> ColumnResponse.of(table, column, sheet, start, policy))
                        .toList(),
                table.rows().stream().map(row -> RowResponse.of(table, row)).toList(),
                new EvaluationResponse.PolicyReference(policy.revision()));
    }

    /** Returns the index of the row with the name of the table. */
    private static int startIn(Sheet sheet, Table table) {
        int left = sheet.firstColumn();
        for (int row = 0; row < sheet.rows().size(); row++) {
            String cell = sheet.cellText(row, left);
            if (RuleTableStart.isStart(cell) && RuleTableStart.nameIn(cell).equals(table.name())) {
                return row;
            }
        }
        throw new IllegalStateException("“" + table.name() + "” does not begin in " + table.sheet());
    }

    /** Returns the index of the first row that belongs to no table above this one in the sheet. */
    private static int firstHeaderRow(Table table, int start, Policy policy) {
        return policy.tables().stream()
                .filter(other -> other.sheet().equals(table.sheet()))
                .flatMap(other -> other.rows().stream())
                .mapToInt(row -> row.matched().row())
                .filter(row -> row <= start)
                .max()
                .orElse(0);
    }

    private static List<HeaderRowResponse> headerRows(Sheet sheet, int from, int end) {
        List<HeaderRowResponse> rows = new ArrayList<>();
        for (int row = from; row < end; row++) {
            rows.add(new HeaderRowResponse(row + 1, sheet.rows().get(row)));
        }
        return rows;
    }
}
