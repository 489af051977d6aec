package support.entitlement.web.draft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import support.entitlement.draft.DraftFiles;
import support.entitlement.draft.DraftSheets;
import support.entitlement.draft.change.CellName;
import support.entitlement.draft.change.FormerLines;
import support.entitlement.draft.change.SheetTexts;
import support.entitlement.policy.KnownNames;
import support.entitlement.table.SheetParser;
import support.entitlement.table.Table;
import support.entitlement.table.TableHeader;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.text.Names;
import support.entitlement.web.draft.SheetResponse.CellState;
import support.entitlement.web.draft.SheetResponse.RowState;
import support.entitlement.web.draft.SheetResponse.SheetHeader;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.Quote;
import support.entitlement.web.table.ColumnResponse;

/** Describes sheets of drafts, and how they differ from those of the release. */
final class SheetDescriber {

    /** The number of rows that usually suffices for a header. */
    private static final int HEADER_ROWS = 8;

    private SheetDescriber() {}

    /**
     * Describes a sheet.
     *
     * @param sheet its name; null for the first
     * @param known the names that its cells may hold
     * @throws ProblemException if the draft has no such sheet
     */
    static SheetResponse describeSheet(DraftFiles draft, String file, @Nullable String sheet, KnownNames known) {
        byte[] content = draft.files().contents().get(file);
        if (content == null) {
            throw new ProblemException(FieldProblem.unknownName(
                    ProblemCode.UNKNOWN_FILE,
                    "/file",
                    file,
                    new Names(List.copyOf(draft.files().contents().keySet()))));
        }
        SheetTexts texts = findSheet(file, sheet, content);
        byte[] released = draft.base().contents().get(file);
        SheetTexts before = released == null ? null : findBefore(file, texts, released);
        List<List<String>> rows = padRows(texts);
        Table table = parseTable(new Sheet(file, texts.name(), rows));
        List<RowState> rowStates = new ArrayList<>();
        List<CellState> cellStates = new ArrayList<>();
        compareRows(before == null ? List.of() : padRows(before), rows, rowStates, cellStates);
        return new SheetResponse(
                file,
                texts.name(),
                draft.draft().version(),
                rows,
                table == null ? null : describeHeader(table),
                table == null ? null : describeColumns(table, known),
                rowStates,
                cellStates);
    }

    private static SheetTexts findSheet(String file, @Nullable String sheet, byte[] content) {
        List<SheetTexts> all = DraftSheets.readSheets(file, content)
                .orElseThrow(() -> new ProblemException(new FieldProblem(
                        ProblemCode.UNKNOWN_FILE, "/file", Quote.of(file), "The file is no table that can be read.")));
        return all.stream()
                .filter(each -> sheet == null || sheet.equals(each.name()))
                .findFirst()
                .orElseThrow(() -> new ProblemException(FieldProblem.unknownName(
                        ProblemCode.UNKNOWN_FILE,
                        "/sheet",
                        String.valueOf(sheet),
                        new Names(all.stream()
                                .map(SheetTexts::name)
                                .filter(Objects::nonNull)
                                .toList()))));
    }

    private static @Nullable SheetTexts findBefore(String file, SheetTexts sheet, byte[] released) {
        return DraftSheets.readSheets(file, released).orElse(List.of()).stream()
                .filter(each -> Objects.equals(each.name(), sheet.name()))
                .findFirst()
                .orElse(null);
    }

    private static List<List<String>> padRows(SheetTexts sheet) {
        int width = sheet.width();
        return sheet.rows().stream().map(row -> padRow(row, width)).toList();
    }

    private static List<String> padRow(List<String> row, int width) {
        List<String> cells = new ArrayList<>(row);
        cells.addAll(Collections.nCopies(Math.max(0, width - row.size()), ""));
        return cells;
    }

    private static @Nullable Table parseTable(Sheet sheet) {
        return SheetParser.parseSheets(List.of(sheet)).tables().stream()
                .findFirst()
                .orElse(null);
    }

    private static SheetHeader describeHeader(Table table) {
        TableHeader header = table.header();
        int left = header.rows().stream()
                .flatMapToInt(row -> IntStream.range(0, row.size())
                        .filter(column -> !row.get(column).isBlank())
                        .limit(1))
                .min()
                .orElse(0);
        return new SheetHeader(
                header.firstRow(),
                header.firstRow() + header.rows().size() - 1,
                CellName.lettersOf(left),
                table.name());
    }

    private static List<ColumnResponse> describeColumns(Table table, KnownNames known) {
        return table.columns().stream()
                .map(column -> ColumnResponse.of(table, column, known))
                .toList();
    }

    private static void compareRows(
            List<List<String>> before, List<List<String>> rows, List<RowState> rowStates, List<CellState> cellStates) {
        List<List<String>> aligned = alignColumns(before, rows);
        int[] pairs = FormerLines.findFormerLines(aligned, rows);
        for (int row = 0; row < rows.size(); row++) {
            if (pairs[row] == FormerLines.NEW) {
                rowStates.add(new RowState(row + 1, "added", null));
            } else if (!rows.get(row).equals(aligned.get(pairs[row]))) {
                rowStates.add(new RowState(row + 1, "changed", before.get(pairs[row])));
                compareCells(aligned.get(pairs[row]), rows.get(row), row, cellStates);
            }
        }
    }

    private static void compareCells(List<String> before, List<String> cells, int row, List<CellState> cellStates) {
        for (int column = 0; column < cells.size(); column++) {
            if (!cells.get(column).equals(before.get(column))) {
                cellStates.add(new CellState(new CellName(row, column).toString(), before.get(column)));
            }
        }
    }

    /** Returns the rows before with their columns in the places that these have now; a new column was blank. */
    private static List<List<String>> alignColumns(List<List<String>> before, List<List<String>> rows) {
        int[] pairs = FormerLines.findFormerLines(columnsOf(before), columnsOf(rows));
        return before.stream()
                .map(row -> IntStream.of(pairs)
                        .mapToObj(column -> column == FormerLines.NEW ? "" : row.get(column))
                        .toList())
                .toList();
    }

    /** Returns the first texts of each column, by which it is known again. */
    private static List<List<String>> columnsOf(List<List<String>> rows) {
        return IntStream.range(0, rows.isEmpty() ? 0 : rows.get(0).size())
                .mapToObj(column -> rows.stream()
                        .limit(HEADER_ROWS)
                        .map(row -> row.get(column))
                        .toList())
                .toList();
    }
}
