package support.entitlement.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import support.entitlement.scenario.Scenario.Expectation;
import support.entitlement.scenario.Scenario.QueryColumn;
import support.entitlement.scenario.Scenario.ScenarioCell;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.text.NormalForm;

/**
 * Reads scenarios from sheets: a row of titles, and below it one scenario in each row. Blank rows are skipped. Every
 * problem is reported, and parts with a problem are left out.
 *
 * <p>Single use: an instance reads all sheets of one set.
 */
final class ScenarioReader {

    private final List<Scenario> scenarios = new ArrayList<>();
    private final ProblemList problems = new ProblemList();
    private final Map<String, Place> names = new HashMap<>();

    List<Scenario> scenarios() {
        return scenarios;
    }

    List<Problem> problems() {
        return problems.all();
    }

    void readSheet(Sheet sheet) {
        int titles = 0;
        while (titles < sheet.rows().size() && sheet.isBlank(titles)) {
            titles++;
        }
        if (titles == sheet.rows().size()) {
            return;
        }
        int before = problems.size();
        List<ScenarioColumn> columns = readColumns(sheet, titles);
        if (problems.size() > before) {
            return; // Rows that are read without one of their columns would only cause further problems.
        }
        ScenarioColumn name =
                columns.stream().filter(ScenarioColumn::isName).findFirst().orElse(null);
        if (name == null) {
            problems.add(Problem.error(
                    TableProblemCode.NO_SCENARIO_NAMES,
                    sheet.cellPlace(titles, 0),
                    sheet.cellText(titles, 0),
                    "The first row of a file of scenarios has their titles, and no column is called “"
                            + ScenarioColumn.NAME + "”.",
                    "Name each scenario in a column of that title."));
            return;
        }
        for (int row = titles + 1; row < sheet.rows().size(); row++) {
            if (!sheet.isBlank(row)) {
                readScenario(sheet, row, columns, name);
            }
        }
    }

    private List<ScenarioColumn> readColumns(Sheet sheet, int row) {
        List<ScenarioColumn> columns = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int column = 0; column < sheet.rowWidth(row); column++) {
            String title = sheet.cellText(row, column);
            if (title.isEmpty()) {
                checkUntitledColumn(sheet, row, column);
                continue;
            }
            if (seen.putIfAbsent(NormalForm.key(title), column) != null) {
                problems.add(Problem.error(
                        TableProblemCode.DUPLICATE_COLUMN,
                        sheet.cellPlace(row, column),
                        title,
                        "Two columns have this title.",
                        "Join them, or delete one."));
            }
            ScenarioColumn read = ScenarioColumn.parseTitle(column, title);
            if (read == null) {
                problems.add(ScenarioColumn.unknownColumnProblem(sheet.cellPlace(row, column), title));
            } else {
                columns.add(read);
            }
        }
        return columns;
    }

    private void checkUntitledColumn(Sheet sheet, int titles, int column) {
        for (int row = titles + 1; row < sheet.rows().size(); row++) {
            if (!sheet.cellText(row, column).isEmpty()) {
                problems.add(Problem.error(
                        TableProblemCode.COLUMN_WITHOUT_TITLE,
                        sheet.cellPlace(row, column),
                        sheet.cellText(row, column),
                        "This column has no title, so the cell has no meaning.",
                        "Write its title in " + sheet.cellPlace(titles, column).cell() + "."));
                return;
            }
        }
    }

    private void readScenario(Sheet sheet, int row, List<ScenarioColumn> columns, ScenarioColumn name) {
        Place place = sheet.cellPlace(row, name.index());
        String scenarioName = sheet.cellText(row, name.index());
        Place other = names.putIfAbsent(NormalForm.key(scenarioName), place);
        if (scenarioName.isEmpty() || other != null) {
            problems.add(Problem.error(
                    scenarioName.isEmpty()
                            ? TableProblemCode.SCENARIO_WITHOUT_NAME
                            : TableProblemCode.DUPLICATE_SCENARIO,
                    place,
                    scenarioName,
                    scenarioName.isEmpty()
                            ? "This scenario has no name."
                            : "A scenario at " + other + " has the same name.",
                    "Give it a name that states its purpose."));
            return;
        }
        Map<QueryColumn, ScenarioCell> query = new LinkedHashMap<>();
        List<Expectation> expected = new ArrayList<>();
        for (ScenarioColumn column : columns) {
            ScenarioCell cell = new ScenarioCell(
                    sheet.cellText(row, column.index()),
                    sheet.cellPlace(row, column.index()),
                    sheet.cellNumber(row, column.index()));
            if (cell.text().isEmpty()) {
                continue;
            }
            if (column.query() != null) {
                query.put(column.query(), cell);
            } else if (column.outcome() != null && isReadable(column.outcome(), cell)) {
                expected.add(new Expectation(column.outcome(), column.term(), column.title(), cell));
            }
        }
        Scenario scenario = new Scenario(scenarioName, place, query, expected);
        scenarios.add(scenario);
        if (expected.isEmpty()) {
            problems.add(Problem.warning(
                    TableProblemCode.SCENARIO_WITHOUT_EXPECTATION,
                    place,
                    scenarioName,
                    "This scenario states no expectation.",
                    "Fill one of its columns that begin with “Expect”."));
        }
    }

    private boolean isReadable(ExpectedPart outcome, ScenarioCell cell) {
        try {
            outcome.form().checkCell(cell.text());
            return true;
        } catch (RuntimeException e) {
            problems.add(Problem.error(
                    TableProblemCode.BAD_CELL,
                    cell.place(),
                    cell.text(),
                    "This is not what “" + outcome.columnTitle() + "” holds.",
                    "Write " + outcome.cellForm() + ", or none; leave it blank to assert nothing."));
            return false;
        }
    }
}
