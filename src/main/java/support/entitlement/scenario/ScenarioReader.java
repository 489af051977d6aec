package support.entitlement.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.scenario.Scenario.Cell;
import support.entitlement.scenario.Scenario.Expectation;
import support.entitlement.scenario.Scenario.Field;
import support.entitlement.scenario.Scenario.QueryColumn;
import support.entitlement.table.Names;
import support.entitlement.table.Place;
import support.entitlement.table.Problem;
import support.entitlement.table.ProblemList;
import support.entitlement.table.Sheet;
import support.entitlement.table.TableProblemCode;
import support.entitlement.text.NormalForm;

/**
 * Reads scenarios off sheets: a row of titles, and below it a scenario a row. Blank rows are skipped. Every problem is reported,
 * and what has one is left out.
 *
 * <p>An instance reads all sheets of one set and is then of no more use.
 */
final class ScenarioReader {

    private static final String NAME = "Scenario";
    private static final Pattern ATTRIBUTE = Pattern.compile("(?i)attribute\\s*\\[\\s*[\"“”](.+)[\"“”]\\s*]");
    private static final Map<String, Field> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("Plan", Field.PLAN);
        FIELDS.put("Issue type", Field.ISSUE_TYPE);
        FIELDS.put("Production use", Field.PRODUCTION_USE);
        FIELDS.put("Workaround", Field.WORKAROUND);
        FIELDS.put("SLA category", Field.SLA_CATEGORY);
        FIELDS.put("Channel", Field.CHANNEL);
        FIELDS.put("Opened at", Field.OPENED_AT);
    }

    private final List<Scenario> scenarios = new ArrayList<>();
    private final ProblemList problems = new ProblemList();
    private final Map<String, Place> names = new HashMap<>();

    /** A column: of the query, of what must come out, the one with the names, or one of notes. */
    private record Column(
            int index,
            @Nullable QueryColumn query,
            @Nullable Outcome outcome,
            @Nullable String term,
            String title) {

        boolean isName() {
            return query == null && outcome == null && NormalForm.areSame(title, NAME);
        }
    }

    List<Scenario> scenarios() {
        return scenarios;
    }

    List<Problem> problems() {
        return problems.all();
    }

    void read(Sheet sheet) {
        int titles = 0;
        while (titles < sheet.rows().size() && sheet.isBlank(titles)) {
            titles++;
        }
        if (titles == sheet.rows().size()) {
            return;
        }
        int before = problems.size();
        List<Column> columns = columns(sheet, titles);
        if (problems.size() > before) {
            return; // Rows that are read without one of their columns would only fail.
        }
        Column name = columns.stream().filter(Column::isName).findFirst().orElse(null);
        if (name == null) {
            problems.add(Problem.error(
                    TableProblemCode.NO_SCENARIO_NAMES,
                    sheet.place(titles, 0),
                    sheet.cell(titles, 0),
                    "The first row of a file of scenarios has their titles, and no column is called “" + NAME + "”.",
                    "Name each scenario in a column of that title."));
            return;
        }
        for (int row = titles + 1; row < sheet.rows().size(); row++) {
            if (!sheet.isBlank(row)) {
                scenario(sheet, row, columns, name);
            }
        }
    }

    private List<Column> columns(Sheet sheet, int row) {
        List<Column> columns = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int column = 0; column < sheet.width(row); column++) {
            String title = sheet.cell(row, column);
            if (title.isEmpty()) {
                untitled(sheet, row, column);
                continue;
            }
            if (seen.putIfAbsent(NormalForm.key(title), column) != null) {
                problems.add(Problem.error(
                        TableProblemCode.DUPLICATE_COLUMN,
                        sheet.place(row, column),
                        title,
                        "Two columns have this title.",
                        "Join them, or delete one."));
            }
            Column read = column(column, title);
            if (read == null) {
                problems.add(unknown(sheet.place(row, column), title));
            } else {
                columns.add(read);
            }
        }
        return columns;
    }

    private void untitled(Sheet sheet, int titles, int column) {
        for (int row = titles + 1; row < sheet.rows().size(); row++) {
            if (!sheet.cell(row, column).isEmpty()) {
                problems.add(Problem.error(
                        TableProblemCode.COLUMN_WITHOUT_TITLE,
                        sheet.place(row, column),
                        sheet.cell(row, column),
                        "This column has no title, so nobody knows what the cell says.",
                        "Write its title in " + sheet.place(titles, column).cell() + "."));
                return;
            }
        }
    }

    private static @Nullable Column column(int index, String title) {
        for (Map.Entry<String, Field> field : FIELDS.entrySet()) {
            if (NormalForm.areSame(field.getKey(), title)) {
                return new Column(index, new QueryColumn(field.getKey(), field.getValue(), null), null, null, title);
            }
        }
        Matcher attribute = ATTRIBUTE.matcher(title);
        if (attribute.matches()) {
            String name = attribute.group(1);
            return new Column(index, new QueryColumn("attribute " + name, Field.ATTRIBUTE, name), null, null, title);
        }
        for (Outcome outcome : Outcome.values()) {
            boolean isTerm = outcome == Outcome.TERM
                    && title.regionMatches(
                            true, 0, outcome.title() + " ", 0, outcome.title().length() + 1);
            if (isTerm) {
                return new Column(
                        index,
                        null,
                        outcome,
                        title.substring(outcome.title().length()).strip(),
                        title);
            }
            if (outcome != Outcome.TERM && NormalForm.areSame(outcome.title(), title)) {
                return new Column(index, null, outcome, null, title);
            }
        }
        boolean isForPeople = NormalForm.areSame(title, NAME) || NormalForm.areSame(title, "Notes");
        return isForPeople ? new Column(index, null, null, null, title) : null;
    }

    private static Problem unknown(Place place, String title) {
        Names known = new Names(Stream.of(
                        Stream.of(NAME),
                        FIELDS.keySet().stream(),
                        Stream.of(Outcome.values()).map(Outcome::title),
                        Stream.of("Notes"))
                .flatMap(each -> each)
                .toList());
        return Problem.error(
                TableProblemCode.UNKNOWN_COLUMN,
                place,
                title,
                "Scenarios have no such column."
                        + known.nearest(title)
                                .map(nearest -> " The nearest is “" + nearest + "”.")
                                .orElse(""),
                "Known are " + String.join(", ", known.all()) + " and attribute[\"name\"]; “" + Outcome.TERM.title()
                        + "” goes on with the name of the term.");
    }

    private void scenario(Sheet sheet, int row, List<Column> columns, Column name) {
        Place place = sheet.place(row, name.index());
        String called = sheet.cell(row, name.index());
        Place other = names.putIfAbsent(NormalForm.key(called), place);
        if (called.isEmpty() || other != null) {
            problems.add(Problem.error(
                    called.isEmpty() ? TableProblemCode.SCENARIO_WITHOUT_NAME : TableProblemCode.DUPLICATE_SCENARIO,
                    place,
                    called,
                    called.isEmpty() ? "This scenario has no name." : "A scenario at " + other + " has the same name.",
                    "Give it a name that says what it is for."));
            return;
        }
        Map<QueryColumn, Cell> query = new LinkedHashMap<>();
        List<Expectation> expected = new ArrayList<>();
        for (Column column : columns) {
            Cell cell = new Cell(
                    sheet.cell(row, column.index()),
                    sheet.place(row, column.index()),
                    sheet.number(row, column.index()));
            if (cell.text().isEmpty()) {
                continue;
            }
            if (column.query() != null) {
                query.put(column.query(), cell);
            } else if (column.outcome() != null && isReadable(column.outcome(), cell)) {
                expected.add(new Expectation(column.outcome(), column.term(), column.title(), cell));
            }
        }
        Scenario scenario = new Scenario(called, place, query, expected);
        scenarios.add(scenario);
        if (expected.isEmpty()) {
            problems.add(Problem.warning(
                    TableProblemCode.SCENARIO_WITHOUT_EXPECTATION,
                    place,
                    called,
                    "This scenario says nothing about what must come out.",
                    "Fill one of its columns that begin with “Expect”."));
        }
    }

    private boolean isReadable(Outcome outcome, Cell cell) {
        try {
            outcome.normal(cell.text());
            return true;
        } catch (RuntimeException e) {
            problems.add(Problem.error(
                    TableProblemCode.BAD_CELL,
                    cell.place(),
                    cell.text(),
                    "This is not what “" + outcome.title() + "” holds.",
                    "Write " + outcome.form() + ", or none; leave it blank to assert nothing."));
            return false;
        }
    }
}
