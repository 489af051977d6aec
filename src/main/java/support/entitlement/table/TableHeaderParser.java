package support.entitlement.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import support.entitlement.table.HeaderGrammar.Binding;
import support.entitlement.table.HeaderGrammar.Comparison;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.sheet.CellText;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.text.Names;

/** Reads the header of one table of a sheet: a row of keywords, a row of facts, a row of templates and a row of titles. */
final class TableHeaderParser {

    /** The number of rows from the name of a table to its titles. */
    static final int TITLES = 4;

    private static final Names KEYWORDS_OF_COLUMNS = new Names(List.of("CONDITION", "ACTION", "METADATA"));
    /** The number of rows from the name of a table to the keywords of its columns. */
    static final int KEYWORDS = 1;

    private static final int OBJECTS = 2;

    /** The number of rows from the name of a table to the templates of its columns. */
    static final int TEMPLATES = 3;

    private final Sheet sheet;
    private final int start;
    private final int end;
    private final ProblemList problems;

    /**
     * Creates a parser of the header of the rows from {@code start}, the row of the table's name, to before {@code end}.
     *
     * @param problems receives the problems of the header
     */
    TableHeaderParser(Sheet sheet, int start, int end, ProblemList problems) {
        this.sheet = sheet;
        this.start = start;
        this.end = end;
        this.problems = problems;
    }

    /** Returns whether the header is complete. */
    boolean hasAllRows() {
        if (end - start > TITLES) {
            return true;
        }
        addProblem(
                TableProblemCode.NO_HEADER,
                start,
                0,
                "The table's header is not complete.",
                "Below this cell four rows must follow: keywords, facts, templates, titles.");
        return false;
    }

    /** Returns the columns that the keywords name; those with a problem are left out. */
    List<Column> parseColumns(Binding binding) {
        List<Column> columns = new ArrayList<>();
        for (int index = 0; index < sheet.rowWidth(start + KEYWORDS); index++) {
            parseColumn(index, binding).ifPresent(columns::add);
        }
        checkTitles(columns);
        return columns;
    }

    /** Returns the fact of a table: the first cell of its object row; the cells beside it are blank or repeat it. */
    Binding parseBinding() {
        Binding first = null;
        int problemsBefore = problems.countFound();
        for (int column = 0; column < sheet.rowWidth(start + OBJECTS); column++) {
            String text = sheet.cellText(start + OBJECTS, column);
            if (text.isEmpty()) {
                continue;
            }
            Binding here = parseOrReport(
                            TableProblemCode.BAD_OBJECT, start + OBJECTS, column, () -> HeaderGrammar.parseObject(text))
                    .orElse(null);
            if (first == null) {
                first = here;
            } else if (here != null && !here.equals(first)) {
                addProblem(
                        TableProblemCode.BAD_OBJECT,
                        start + OBJECTS,
                        column,
                        "All conditions of a table match one fact.",
                        "Leave this cell blank, or move the column to a table of its own.");
            }
        }
        if (first == null && problems.countFound() == problemsBefore) {
            addProblem(
                    TableProblemCode.BAD_OBJECT,
                    start + OBJECTS,
                    0,
                    "The table does not name the fact that its conditions match.",
                    "This row must name a fact, such as Coverage.");
        }
        return first == null ? new Binding(FactType.COVERAGE, "") : first;
    }

    private Optional<Column> parseColumn(int index, Binding binding) {
        String template = CellText.straightenQuotes(sheet.cellText(start + TEMPLATES, index));
        String title = sheet.cellText(start + TITLES, index);
        String keyword = sheet.cellText(start + KEYWORDS, index);
        if (title.isEmpty() && !keyword.isEmpty()) {
            addProblem(
                    TableProblemCode.NO_TITLE,
                    start + TITLES,
                    index,
                    "The column has no title.",
                    "Give it one; answers cite it.");
        }
        if (CodeInCellChecks.isCode(title)) {
            addProblem(
                    TableProblemCode.CODE_IN_CELL,
                    start + TITLES,
                    index,
                    CodeInCellChecks.MESSAGE,
                    CodeInCellChecks.REMEDY);
        }
        return switch (keyword) {
            case "" -> Optional.empty();
            case "CONDITION" ->
                parseOrReport(
                        TableProblemCode.BAD_TEMPLATE,
                        start + TEMPLATES,
                        index,
                        () -> parseCondition(template, index, title, binding.fact()));
            case "ACTION" ->
                parseOrReport(
                        TableProblemCode.BAD_TEMPLATE,
                        start + TEMPLATES,
                        index,
                        () -> HeaderGrammar.parseAction(template, index, title, binding));
            case "METADATA" -> Optional.of(new Column.NoteColumn(index, title));
            default -> {
                addProblem(
                        TableProblemCode.UNKNOWN_KEYWORD,
                        start + KEYWORDS,
                        index,
                        "There is no such kind of column.",
                        "This must be CONDITION, ACTION or METADATA"
                                + KEYWORDS_OF_COLUMNS
                                        .findNearest(keyword)
                                        .map(nearest -> "; the nearest is " + nearest + ".")
                                        .orElse("."));
                yield Optional.empty();
            }
        };
    }

    private Column parseCondition(String template, int index, String title, FactType fact) {
        Comparison found = HeaderGrammar.parseCondition(template, fact);
        CellType type =
                found.requiredType(fact).orElseGet(() -> new ConditionCells(found, cellsBelow(index)).findType());
        found.requireFitting(type);
        return new Column.ConditionColumn(
                index, title, found.input(), found.attribute(), found.operator(), type, found.zone());
    }

    private List<String> cellsBelow(int column) {
        return IntStream.range(start + TITLES + 1, end)
                .mapToObj(row -> sheet.cellText(row, column))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private void checkTitles(List<Column> columns) {
        Map<String, Column> titled = new HashMap<>();
        for (Column column : columns) {
            Column other = titled.putIfAbsent(column.title(), column);
            if (other != null && !column.title().isEmpty()) {
                addProblem(
                        TableProblemCode.DUPLICATE_TITLE,
                        start + TITLES,
                        column.index(),
                        "Another column has this title, "
                                + sheet.cellPlace(start + TITLES, other.index()).cell() + ".",
                        "Give each column a title of its own; answers cite cells by it.");
            }
        }
    }

    /** Reports cells below a blank keyword. */
    void checkNothingBeside() {
        for (int row = start + OBJECTS; row < end; row++) {
            for (int index = 0; index < sheet.rowWidth(row); index++) {
                if (sheet.cellText(start + KEYWORDS, index).isEmpty()
                        && !sheet.cellText(row, index).isEmpty()) {
                    addProblem(
                            TableProblemCode.NO_KEYWORD,
                            row,
                            index,
                            "The column has no keyword, so this has no effect.",
                            "Write CONDITION, ACTION or METADATA in "
                                    + sheet.cellPlace(start + KEYWORDS, index).cell() + ", or clear this cell.");
                }
            }
        }
    }

    private <T> Optional<T> parseOrReport(TableProblemCode code, int row, int column, Supplier<T> parse) {
        try {
            return Optional.of(parse.get());
        } catch (IllegalArgumentException e) {
            addProblem(code, row, column, "This cannot stand in a header.", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void addProblem(TableProblemCode code, int row, int column, String message, String remedy) {
        problems.add(Problem.error(code, sheet.cellPlace(row, column), sheet.cellText(row, column), message, remedy));
    }
}
