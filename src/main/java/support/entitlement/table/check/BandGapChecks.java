package support.entitlement.table.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.space.MatchingQueries;
import support.entitlement.table.space.MatchingQueries.SoughtRow;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.QuerySpace;
import support.entitlement.table.space.UncoveredSearch;
import support.entitlement.table.space.ValueClasses;

/**
 * Finds holes between bands of numbers, dates or times of opening from which rows derive a category or an amount: values for
 * which no row does, while one does for other values and the same other facts.
 */
final class BandGapChecks {

    private static final List<ActionName> BANDED = List.of(ActionName.SLA_CATEGORY, ActionName.AMOUNT);
    private static final int MAX_SHOWN = 10;
    private static final long MAX_STEPS = 20_000_000;

    private final List<SoughtRow> rows;
    private final QuerySpace space;
    private final List<QueryBox> boxes;
    private final Budget budget;

    private BandGapChecks(List<SoughtRow> rows, QuerySpace space, Budget budget) {
        this.rows = rows;
        this.space = space;
        this.boxes = rows.stream()
                .map(each -> space.boxOfRow(each.table(), each.row()))
                .toList();
        this.budget = budget.createPart(MAX_STEPS);
    }

    /** Reports the holes for information; tables that match the same fact complement each other. */
    static List<Problem> checkTables(List<Table> tables, QuerySpace space, MatchingQueries queries, Budget budget) {
        return BANDED.stream()
                .flatMap(action -> Stream.of(FactType.QUERY, FactType.COVERAGE)
                        .flatMap(fact -> checkTables(
                                tables.stream()
                                        .filter(table -> table.fact() == fact && table.hasAction(action))
                                        .toList(),
                                action,
                                space,
                                queries,
                                budget)
                                .stream()))
                .toList();
    }

    private static List<Problem> checkTables(
            List<Table> tables, ActionName action, QuerySpace space, MatchingQueries queries, Budget budget) {
        if (!tables.stream().flatMap(table -> table.rows().stream()).allMatch(Row::sound)) {
            return List.of();
        }
        List<SoughtRow> rows = tables.stream()
                .flatMap(table -> table.rows().stream()
                        .filter(row -> AnswerChecks.rowsWithAction(action).test(table, row))
                        .map(row -> new SoughtRow(table, row)))
                .toList();
        BandGapChecks checks = new BandGapChecks(rows, space.restrictToTables(tables), budget);
        try {
            return checks.findHoles().stream()
                    .limit(MAX_SHOWN)
                    .map(hole -> checks.createInfo(hole, tables.get(0), queries))
                    .toList();
        } catch (Budget.Exhausted e) {
            return List.of(Problem.info(
                    TableProblemCode.NOT_FULLY_CHECKED,
                    tables.get(0).sheet(),
                    "",
                    "“" + tables.get(0).name() + "” is too complex to find all holes between its bands."));
        }
    }

    private Set<QueryBox> findHoles() {
        Set<QueryBox> holes = new LinkedHashSet<>();
        for (QueryBox target : findBandedQueries()) {
            holes.addAll(UncoveredSearch.findUncovered(target, boxes, MAX_SHOWN, budget)
                    .uncovered());
        }
        return holes;
    }

    /** Returns, for each row with a band, the queries with the same other facts and any value. */
    private Set<QueryBox> findBandedQueries() {
        Set<QueryBox> queries = new LinkedHashSet<>();
        for (int input = 0; input < space.inputs().size(); input++) {
            for (ValueClasses all : bandsOf(input)) {
                for (QueryBox box : boxes) {
                    if (!box.classesOf(input).contains(all)) {
                        queries.add(box.withClasses(input, all));
                    }
                }
            }
        }
        return queries;
    }

    private List<ValueClasses> bandsOf(int input) {
        return space.inputs().get(input).isField(FactField.OPENED_DURING) && rowsAreValidForSomeTime()
                ? List.of(space.domainOf(input).allClasses())
                : space.domainOf(input).orderedClasses();
    }

    private boolean rowsAreValidForSomeTime() {
        return rows.stream()
                .flatMap(row -> row.table().conditions().stream())
                .anyMatch(Column.ConditionColumn::boundsOpening);
    }

    private Problem createInfo(QueryBox hole, Table first, MatchingQueries queries) {
        return Problem.info(
                        TableProblemCode.NOT_COVERED,
                        first.sheet(),
                        "",
                        "“" + first.name() + "” has no row for “" + space.describeBox(hole)
                                + "”, and has some for other values.")
                .withQuery(queries.findUnmatchedQuery(space, hole, first.fact(), rows)
                        .orElse(null));
    }
}
