package support.entitlement.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.problem.Place;
import support.entitlement.table.sheet.Sheet;

/**
 * A sheet of scenarios as it is written, for readers.
 *
 * @param place the place of the sheet
 * @param columns the columns that have a title
 * @param rows the scenarios
 */
public record ScenarioSheet(Place place, List<TitledColumn> columns, List<WrittenRow> rows) {

    /** The part of a scenario that a column holds. */
    public enum ColumnKind {
        /** The name of the scenario. */
        NAME,
        /** A field of the query. */
        QUERY,
        /** A part of the expected answer. */
        EXPECTATION,
        /** A note for readers. */
        NOTE
    }

    /** A column by its title. */
    public record TitledColumn(int index, String title, ColumnKind kind) {}

    /** A row with its number in the file, and its cells that are not blank by title. */
    public record WrittenRow(int row, Map<String, String> cells) {}

    /** Reads a sheet. */
    public static ScenarioSheet of(Sheet sheet) {
        int titles = IntStream.range(0, sheet.rows().size())
                .filter(row -> !sheet.isBlank(row))
                .findFirst()
                .orElse(0);
        List<TitledColumn> columns = sheet.rows().isEmpty() ? List.of() : readColumns(sheet, titles);
        List<WrittenRow> rows = IntStream.range(
                        titles + 1, Math.max(titles + 1, sheet.rows().size()))
                .filter(row -> !sheet.isBlank(row))
                .mapToObj(row -> readRow(sheet, row, columns))
                .toList();
        return new ScenarioSheet(sheet.sheetPlace(), columns, rows);
    }

    private static List<TitledColumn> readColumns(Sheet sheet, int titles) {
        List<TitledColumn> columns = new ArrayList<>();
        for (int index = 0; index < sheet.rowWidth(titles); index++) {
            String title = sheet.cellText(titles, index);
            if (!title.isEmpty()) {
                columns.add(new TitledColumn(index, title, kindOf(ScenarioColumn.parseTitle(index, title))));
            }
        }
        return List.copyOf(columns);
    }

    private static ColumnKind kindOf(@Nullable ScenarioColumn column) {
        if (column == null) {
            return ColumnKind.NOTE;
        }
        if (column.query() != null) {
            return ColumnKind.QUERY;
        }
        return column.isName() ? ColumnKind.NAME : column.outcome() != null ? ColumnKind.EXPECTATION : ColumnKind.NOTE;
    }

    private static WrittenRow readRow(Sheet sheet, int row, List<TitledColumn> columns) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (TitledColumn column : columns) {
            String text = sheet.cellText(row, column.index());
            if (!text.isEmpty()) {
                cells.put(column.title(), text);
            }
        }
        return new WrittenRow(row + 1, cells);
    }
}
