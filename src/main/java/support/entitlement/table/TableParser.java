package support.entitlement.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.MatchedRow;
import support.entitlement.table.HeaderGrammar.Binding;
import support.entitlement.table.HeaderGrammar.Comparison;

/**
 * Turns sheets into tables. Nothing that it returns holds text that has not been checked against the header's grammar
 * or against the type that the header asks for.
 *
 * <p>A sheet has {@code RuleSet} on top and then a {@code RuleTable}: below its name a row of keywords, a row of facts,
 * a row of templates, a row of titles, and the rows of the table. Blank rows are skipped wherever they stand.
 */
public final class TableParser {

    private static final String RULE_SET = "RuleSet";
    private static final String RULE_TABLE = "RuleTable ";
    private static final int KEYWORDS = 1;
    private static final int OBJECTS = 2;
    private static final int TEMPLATES = 3;
    private static final int TITLES = 4;

    private final Sheet sheet;
    private final List<Problem> problems = new ArrayList<>();

    private TableParser(Sheet sheet) {
        this.sheet = sheet;
    }

    /**
     * Parses sheets.
     *
     * @throws TableException with the problems of all of them, if there are any
     */
    public static List<Table> parse(List<Sheet> sheets) {
        List<Table> tables = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Sheet sheet : sheets) {
            TableParser parser = new TableParser(sheet);
            tables.addAll(parser.parse());
            problems.addAll(parser.problems);
        }
        if (!problems.isEmpty()) {
            throw new TableException(problems);
        }
        return tables;
    }

    private List<Table> parse() {
        List<Integer> starts = new ArrayList<>();
        for (int row = 0; row < sheet.rows().size(); row++) {
            if (sheet.cell(row, 0).startsWith(RULE_TABLE)) {
                starts.add(row);
            }
        }
        if (starts.isEmpty()) {
            problems.add(new Problem(
                    "no-table",
                    sheet.file(),
                    "",
                    "The file has no table. A table begins with “RuleTable” and its name."));
            return List.of();
        }
        checkTop(starts.get(0));
        starts.add(sheet.rows().size());
        List<Table> tables = new ArrayList<>();
        for (int i = 0; i + 1 < starts.size(); i++) {
            table(starts.get(i), starts.get(i + 1)).ifPresent(tables::add);
        }
        return tables;
    }

    private void checkTop(int end) {
        boolean named = false;
        for (int row = 0; row < end; row++) {
            String keyword = sheet.cell(row, 0);
            named |= keyword.equals(RULE_SET);
            if (!sheet.isBlank(row) && !keyword.equals(RULE_SET)) {
                problem("unknown-keyword", row, 0, "Above the table only RuleSet and its name may stand.");
            }
        }
        if (!named) {
            problems.add(new Problem(
                    "no-rule-set", sheet.file(), "", "The first cell must be “RuleSet”, with a name beside it."));
        }
    }

    private Optional<Table> table(int start, int end) {
        int problemsBefore = problems.size();
        if (end - start <= TITLES) {
            problem(
                    "no-header",
                    start,
                    0,
                    "Below this cell four rows must follow: keywords, facts, templates, titles.");
            return Optional.empty();
        }
        Binding binding = binding(start);
        List<Column> columns = new ArrayList<>();
        for (int index = 0; index < sheet.width(start + KEYWORDS); index++) {
            column(start, end, index, binding).ifPresent(columns::add);
        }
        checkNothingBeside(start, end, columns);
        String name = sheet.cell(start, 0).substring(RULE_TABLE.length()).strip();
        List<Row> rows = new ArrayList<>();
        for (int row = start + TITLES + 1; row < end; row++) {
            if (!sheet.isBlank(row)) {
                rows.add(row(name, row, columns));
            }
        }
        return problems.size() > problemsBefore
                ? Optional.empty()
                : Optional.of(
                        new Table(name, sheet.file(), binding.fact(), binding.variable(), columns, List.copyOf(rows)));
    }

    /** The fact of a table: the first cell of its object row; cells beside it are blank or say the same. */
    private Binding binding(int start) {
        Binding first = null;
        int problemsBefore = problems.size();
        for (int column = 0; column < sheet.width(start + OBJECTS); column++) {
            int index = column;
            if (sheet.cell(start + OBJECTS, index).isEmpty()) {
                continue;
            }
            Binding here = attempt(
                            "bad-object",
                            start + OBJECTS,
                            index,
                            () -> HeaderGrammar.object(sheet.cell(start + OBJECTS, index)))
                    .orElse(null);
            if (first == null) {
                first = here;
            } else if (here != null && !here.equals(first)) {
                problem("bad-object", start + OBJECTS, index, "All conditions of a table look at one fact.");
            }
        }
        if (first == null && problems.size() == problemsBefore) {
            problem("bad-object", start + OBJECTS, 0, "The object row must name a fact, such as Coverage.");
        }
        return first == null ? new Binding(FactType.COVERAGE, "") : first;
    }

    private Optional<Column> column(int start, int end, int index, Binding binding) {
        String template = sheet.cell(start + TEMPLATES, index);
        String title = sheet.cell(start + TITLES, index);
        String keyword = sheet.cell(start + KEYWORDS, index);
        if (title.isEmpty() && !keyword.isEmpty()) {
            problem("no-title", start + TITLES, index, "The column needs a title.");
        }
        return switch (keyword) {
            case "" -> Optional.empty();
            case "CONDITION" ->
                attempt(
                                "bad-template",
                                start + TEMPLATES,
                                index,
                                () -> HeaderGrammar.condition(template, binding.fact()))
                        .map(found -> new Column.Condition(
                                index,
                                title,
                                found.input(),
                                found.attribute(),
                                found.operator(),
                                found.type(binding.fact()).orElseGet(() -> typeOfCells(start, end, index, found))));
            case "ACTION" ->
                attempt(
                        "bad-template",
                        start + TEMPLATES,
                        index,
                        () -> HeaderGrammar.action(template, index, title, binding));
            case "METADATA" -> Optional.of(new Column.Note(index, title));
            default -> {
                problem("unknown-keyword", start + KEYWORDS, index, "This must be CONDITION, ACTION or METADATA.");
                yield Optional.empty();
            }
        };
    }

    /** An attribute that stands without quotes in its template is what its cells are: flags, numbers or, in lists, text. */
    private CellType typeOfCells(int start, int end, int index, Comparison comparison) {
        boolean list = comparison.operator() == Operator.IN;
        List<String> cells = Stream.iterate(start + TITLES + 1, row -> row < end, row -> row + 1)
                .map(row -> sheet.cell(row, index))
                .filter(text -> !text.isEmpty())
                .flatMap(text -> list ? CellType.split(text).stream() : Stream.of(text))
                .toList();
        if (cells.stream().allMatch(CellType.FLAG::accepts)) {
            return CellType.FLAG;
        }
        return list && !cells.stream().allMatch(CellType.NUMBER::accepts) ? CellType.TEXT : CellType.NUMBER;
    }

    private void checkNothingBeside(int start, int end, List<Column> columns) {
        List<Integer> known = columns.stream().map(Column::index).toList();
        for (int row = start + OBJECTS; row < end; row++) {
            for (int index = 0; index < sheet.width(row); index++) {
                boolean keyword = !sheet.cell(start + KEYWORDS, index).isEmpty();
                if (!keyword
                        && !known.contains(index)
                        && !sheet.cell(row, index).isEmpty()) {
                    problem("no-keyword", row, index, "The column has no keyword such as CONDITION in its first row.");
                }
            }
        }
    }

    private Row row(String table, int row, List<Column> columns) {
        Map<String, String> cells = new LinkedHashMap<>();
        List<@Nullable Object> values = new ArrayList<>();
        String note = null;
        for (Column column : columns) {
            String text = sheet.cell(row, column.index());
            values.add(text.isEmpty() ? null : value(row, column, text));
            if (column instanceof Column.Note) {
                note = text.isEmpty() ? null : text;
            } else if (!text.isEmpty()) {
                cells.put(column.title(), text);
            }
        }
        return new Row(
                new MatchedRow(table, sheet.file(), row + 1, Collections.unmodifiableMap(cells), note),
                Collections.unmodifiableList(values));
    }

    private @Nullable Object value(int row, Column column, String text) {
        if (column instanceof Column.Condition condition && condition.operator() == Operator.IN) {
            List<String> parts = CellType.split(text);
            return parts.isEmpty()
                    ? parsed(row, column, CellType.TEXTS, text)
                    : parts.stream()
                            .map(part -> parsed(row, column, condition.type(), part))
                            .toList();
        }
        if (column instanceof Column.Condition condition) {
            return parsed(row, column, condition.type(), text);
        }
        return column instanceof Column.Action action ? parsed(row, column, action.type(), text) : text;
    }

    private Object parsed(int row, Column column, CellType type, String text) {
        try {
            return type.parse(text);
        } catch (IllegalArgumentException e) {
            problem("bad-cell", row, column.index(), "“" + column.title() + "” must be " + type.words() + ".");
            return text;
        }
    }

    private <T> Optional<T> attempt(String code, int row, int column, Supplier<T> parse) {
        try {
            return Optional.of(parse.get());
        } catch (IllegalArgumentException e) {
            problem(code, row, column, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void problem(String code, int row, int column, String message) {
        problems.add(new Problem(code, sheet.nameOf(row, column), sheet.cell(row, column), message));
    }
}
