package support.entitlement.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.MatchedRow;
import support.entitlement.table.HeaderGrammar.Binding;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.value.SentCell;

/**
 * Reads one table of a sheet: below its name come a row of keywords, a row of facts, a row of templates, a row of
 * titles, and the rows of the table. Blank rows are skipped at any position, and reported.
 */
final class TableParser {

    private final Sheet sheet;
    private final int headerStart;
    private final int start;
    private final int end;
    private final ProblemList problems;
    private final Budget values;

    /**
     * Creates a parser of the rows from {@code start}, the row of the table's name, to before {@code end}.
     *
     * @param headerStart the first row that belongs to no table above
     * @param problems receives the problems of the table
     * @param values the number of values that the cells may still hold, with each element of a list counted
     */
    TableParser(Sheet sheet, int headerStart, int start, int end, ProblemList problems, Budget values) {
        this.sheet = sheet;
        this.headerStart = headerStart;
        this.start = start;
        this.end = end;
        this.problems = problems;
        this.values = values;
    }

    /** Returns the table; empty if its header is malformed, so that its rows have no meaning. */
    Optional<Table> parseTable(String name, HitPolicy hitPolicy) {
        int problemsBefore = problems.countFound();
        TableHeaderParser header = new TableHeaderParser(sheet, start, end, problems);
        if (!header.hasAllRows()) {
            return Optional.empty();
        }
        Binding binding = header.parseBinding();
        List<Column> columns = header.parseColumns(binding);
        boolean wellFormed = problems.countFound() == problemsBefore;
        header.checkNothingBeside();
        List<Row> rows = OtherwiseCells.nameOthers(columns, parseRows(name, binding.fact(), columns));
        return wellFormed
                ? Optional.of(new Table(
                        name,
                        sheet.sheetPlace(),
                        hitPolicy,
                        binding.fact(),
                        binding.variable(),
                        TableHeader.readHeader(sheet, headerStart, start),
                        columns,
                        rows))
                : Optional.empty();
    }

    private List<Row> parseRows(String table, FactType fact, List<Column> columns) {
        List<Row> rows = new ArrayList<>();
        int lastWithText = IntStream.range(start, end)
                .filter(row -> !sheet.isBlank(row))
                .max()
                .orElse(start);
        for (int row = start + TableHeaderParser.TITLES + 1; row <= lastWithText; row++) {
            if (sheet.isBlank(row)) {
                problems.add(Problem.info(
                        TableProblemCode.BLANK_ROW,
                        sheet.cellPlace(row, 0),
                        "",
                        "The row is blank, and skipped; those below it count."));
            } else {
                rows.add(parseRow(table, fact, row, columns));
            }
        }
        return List.copyOf(rows);
    }

    private Row parseRow(String table, FactType fact, int row, List<Column> columns) {
        int problemsBefore = problems.countFound();
        Map<String, String> cells = new LinkedHashMap<>();
        List<@Nullable Object> values = new ArrayList<>();
        this.values.takeSteps(columns.size());
        String note = null;
        for (Column column : columns) {
            String text = sheet.cellText(row, column.index());
            values.add(text.isEmpty() ? null : parseValue(fact, row, column, text));
            if (column instanceof Column.NoteColumn) {
                note = text.isEmpty() ? note : note == null ? text : note + " – " + text;
            } else if (!text.isEmpty()) {
                cells.put(column.title(), text);
            }
        }
        return new Row(
                new MatchedRow(table, sheet.file(), row + 1, Collections.unmodifiableMap(cells), note),
                Collections.unmodifiableList(values),
                problems.countFound() == problemsBefore);
    }

    private @Nullable Object parseValue(FactType fact, int row, Column column, String text) {
        CellReader cell = new CellReader(sheet, row, column, problems);
        if (column instanceof Column.ConditionColumn condition && fact.isMatched()) {
            SentCell asked = SentCell.findByText(text).orElse(null);
            if (asked != null) {
                return cell.readSentCell(asked, condition.operator());
            }
        }
        Object value = readCell(cell, column, text);
        if (value instanceof List<?> list) {
            values.takeSteps(list.size());
        }
        return value;
    }

    private static @Nullable Object readCell(CellReader cell, Column column, String text) {
        if (column instanceof Column.ConditionColumn condition) {
            if (condition.boundsOpening()) {
                return cell.readOpeningBound(condition);
            }
            return condition.operator().takesList()
                    ? cell.readList(condition.type())
                    : cell.readValue(condition.type());
        }
        return column instanceof Column.ActionColumn action ? cell.readValue(action.type()) : text;
    }
}
