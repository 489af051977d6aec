package support.entitlement.table.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.table.ActionName;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Counterpart;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.space.MatchingQueries;
import support.entitlement.table.space.MatchingQueries.SoughtRow;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.QuerySpace;

/** Finds queries that the rows of tables leave without an answer. */
final class GapChecks {

    /** A longer list would not make the gaps clearer. */
    private static final int MAX_SHOWN = 10;

    private static final Set<FactField> IMPACT_FIELDS = Set.of(FactField.PRODUCTION_USE, FactField.WORKAROUND);

    private final QuerySpace space;
    private final MatchingQueries queries;
    private final Budget budget;
    private final GapSearch search;
    private final List<Problem> problems = new ArrayList<>();

    private GapChecks(QuerySpace space, MatchingQueries queries, Budget budget) {
        this.queries = queries;
        this.budget = budget;
        this.search = new GapSearch(budget);
        this.space = space;
    }

    /**
     * Checks that every plan has a support level, and warns of an impact without a category. Several tables with these statements may
     * complement each other.
     *
     * @param tables all tables
     * @param space their query space
     * @param queries finds the query that shows a gap
     */
    static List<Problem> ofFirstTables(List<Table> tables, QuerySpace space, MatchingQueries queries, Budget budget) {
        GapChecks checks = new GapChecks(space, queries, budget);
        List<Table> queryTables =
                tables.stream().filter(table -> table.fact() == FactType.QUERY).toList();
        checks.everyNameHas(FactField.SUPPORT_LEVEL, queryTables, Set.of(FactField.PLAN));
        checks.everyNameHas(FactField.SLA_CATEGORY, queryTables, IMPACT_FIELDS);
        return checks.problems;
    }

    /** Returns true if every possible query has a support level, so that it is never absent. */
    static boolean everyQueryHasALevel(List<Table> tables, QuerySpace space, Budget budget) {
        List<Table> tablesWithAction = tables.stream()
                .filter(table -> table.fact() == FactType.QUERY && table.hasAction(ActionName.SUPPORT_LEVEL))
                .toList();
        QuerySpace restricted = space.restrictToTables(tablesWithAction);
        return areSound(tablesWithAction)
                && new GapSearch(budget)
                        .isCovered(
                                restricted.allQueries(),
                                boxesSaying(tablesWithAction, ActionName.SUPPORT_LEVEL, restricted));
    }

    /** Reports, for information, the queries that each table with an entitlement statement does not cover. */
    static List<Problem> ofLastTables(
            List<SoundRows> tables, QuerySpace space, MatchingQueries queries, Budget budget) {
        GapChecks checks = new GapChecks(space, queries, budget);
        tables.stream()
                .filter(table -> table.table().hasAction(ActionName.ENTITLED))
                .forEach(table -> checks.notCovered(table.table(), table.impossible()));
        return checks.problems;
    }

    private void everyNameHas(FactField field, List<Table> tables, Set<FactField> mustHave) {
        List<Table> tablesWithAction = tables.stream()
                .filter(table -> table.hasAction(field.settingAction()))
                .toList();
        QuerySpace restricted = space.restrictToTables(tablesWithAction);
        QuerySpace named = restricted.restrictToInputs(restricted.inputs().stream()
                .filter(input -> mustHave.stream().anyMatch(input::isField))
                .toList());
        if (tablesWithAction.isEmpty() || named.inputs().isEmpty() || !areSound(tablesWithAction)) {
            return;
        }
        Table first = tablesWithAction.get(0);
        String what = Input.ofField(field).displayName();
        Optional<List<QueryBox>> found = search.findLargestGaps(
                named.completeQueries(), boxesSaying(tablesWithAction, field.settingAction(), named), List.of());
        if (found.isEmpty()) {
            problems.add(budget.openQuestionProblem(
                    first.sheet(),
                    "“" + first.name() + "” is too complex to determine whether each " + what + " is stated.",
                    "State it for one name in one row, without lists that overlap."));
            return;
        }
        List<QueryBox> left = found.get();
        List<SoughtRow> rows = rowsSaying(tablesWithAction, field.settingAction());
        left.stream()
                .limit(MAX_SHOWN)
                .map(box -> createGap(field, first, named.describeBox(box))
                        .withQuery(findQuery(named, box, FactType.QUERY, rows)))
                .forEach(problems::add);
        if (left.isEmpty() && field == FactField.SUPPORT_LEVEL) {
            reportPartialGap(first, what, restricted, rows);
        }
    }

    /** Returns an error for a plan without a level, and a warning for an impact without a category, which a policy may leave open. */
    private static Problem createGap(FactField field, Table table, String queries) {
        String message = "No row says which " + Input.ofField(field).displayName() + " “" + queries + "” has.";
        return field == FactField.SUPPORT_LEVEL
                ? Problem.error(
                        TableProblemCode.GAP, table.sheet(), "", message, "Add a row for it, here or in another table.")
                : Problem.warning(
                                TableProblemCode.PARTIAL_GAP,
                                table.sheet(),
                                "",
                                message,
                                "Add a row for it, here or in another table; if the policy leaves it open, accept the warning.")
                        .withCounterparts(List.of(new Counterpart.Words(queries)));
    }

    /**
     * Warns of a plan that has a level under further conditions only: other customers with this plan would be entitled
     * to nothing.
     */
    private void reportPartialGap(Table table, String what, QuerySpace restricted, List<SoughtRow> rows) {
        List<QueryBox> left = findGapsOrReport(table, restricted.allQueries(), boxesOf(rows, restricted), List.of());
        List<Counterpart> parts = left.stream()
                .<Counterpart>map(box -> new Counterpart.Words(restricted.describeBox(box)))
                .toList();
        left.stream()
                .limit(1)
                .forEach(box -> problems.add(Problem.warning(
                                TableProblemCode.PARTIAL_GAP,
                                table.sheet(),
                                "",
                                "No row says which " + what + " “" + restricted.describeBox(box) + "” has.",
                                "Add a row for all that the others leave.")
                        .withCounterparts(parts)
                        .withQuery(findQuery(restricted, box, FactType.QUERY, rows))));
    }

    private @Nullable Query findQuery(QuerySpace space, QueryBox box, FactType fact, List<SoughtRow> rows) {
        return queries.findUnmatchedQuery(space, box, fact, rows).orElse(null);
    }

    private void notCovered(Table table, List<QueryBox> impossible) {
        if (!areSound(List.of(table))) {
            return;
        }
        QuerySpace restricted = space.restrictToTables(List.of(table));
        List<SoughtRow> rows = rowsSaying(List.of(table), ActionName.ENTITLED);
        List<QueryBox> left =
                findGapsOrReport(table, restricted.completeQueries(), boxesOf(rows, restricted), impossible);
        left.stream()
                .limit(MAX_SHOWN)
                .forEach(box -> problems.add(createInfo(table, "“" + restricted.describeBox(box) + "”")
                        .withQuery(findQuery(restricted, box, table.fact(), rows))));
        if (left.size() > MAX_SHOWN) {
            String count = left.size() < GapSearch.MAX_FOUND ? left.size() - MAX_SHOWN + " more" : "many more";
            problems.add(createInfo(table, count + " combinations"));
        }
    }

    private static Problem createInfo(Table table, String gap) {
        return Problem.info(
                TableProblemCode.NOT_COVERED, table.sheet(), "", "“" + table.name() + "” has no row for " + gap + ".");
    }

    private static boolean areSound(List<Table> tables) {
        return tables.stream().flatMap(table -> table.rows().stream()).allMatch(Row::sound);
    }

    /** Returns the boxes of the rows with this action, within the inputs of a space. */
    private static List<QueryBox> boxesSaying(List<Table> tables, ActionName action, QuerySpace space) {
        return boxesOf(rowsSaying(tables, action), space);
    }

    private static List<QueryBox> boxesOf(List<SoughtRow> rows, QuerySpace space) {
        return rows.stream()
                .map(each -> space.boxOfRow(each.table(), each.row()))
                .toList();
    }

    private static List<SoughtRow> rowsSaying(List<Table> tables, ActionName action) {
        List<SoughtRow> rows = new ArrayList<>();
        for (Table table : tables) {
            for (Row row : table.rows()) {
                if (table.actions().stream()
                        .anyMatch(column -> column.action() == action && table.cellValue(row, column) != null)) {
                    rows.add(new SoughtRow(table, row));
                }
            }
        }
        return rows;
    }

    /**
     * Returns the largest boxes that no row matches; if the budget does not suffice, which is no error here, it reports
     * that.
     */
    private List<QueryBox> findGapsOrReport(
            Table table, QueryBox target, List<QueryBox> boxes, List<QueryBox> impossible) {
        Optional<List<QueryBox>> left = search.findLargestGaps(target, boxes, impossible);
        if (left.isEmpty()) {
            problems.add(Problem.info(
                    TableProblemCode.NOT_FULLY_CHECKED,
                    table.sheet(),
                    "",
                    "“" + table.name() + "” is too complex to find all queries that no row covers."));
        }
        return left.orElse(List.of());
    }
}
