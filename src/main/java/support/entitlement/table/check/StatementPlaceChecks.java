package support.entitlement.table.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.FactType;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.TableProblemCode;

/** Checks that a statement prevails where it is made: once in its row, and before other tables use it. */
final class StatementPlaceChecks {

    /**
     * The statements that other tables use as conditions, with the facts of the tables that may make them, which come
     * earlier in the chain.
     */
    private static final Map<ActionName, Set<FactType>> EARLIER_FACTS = Map.of(
            ActionName.SUPPORT_LEVEL, Set.of(FactType.QUERY),
            ActionName.SLA_CATEGORY, Set.of(FactType.QUERY),
            ActionName.CHANNELS, Set.of(FactType.QUERY, FactType.COVERAGE),
            ActionName.EXCEPT_CHANNELS, Set.of(FactType.QUERY, FactType.COVERAGE),
            ActionName.ENTITLED, Set.of(FactType.QUERY, FactType.COVERAGE));

    private StatementPlaceChecks() {}

    /** Warns of a statement that another column of the row makes with another value. */
    static void checkSaidOnce(
            Table table,
            Row row,
            Column.ActionColumn column,
            Map<List<Object>, Column.ActionColumn> columnsBySubject,
            TableProblems findings) {
        Column.ActionColumn other =
                columnsBySubject.put(List.of(column.target(), column.method(), column.literals()), column);
        if (other != null
                && !ActionName.COMMITMENT.isNamed(column.method())
                && !table.cellText(row, other).equals(table.cellText(row, column))) {
            findings.add(AnswerChecks.cellWarning(
                    TableProblemCode.SAID_TWICE,
                    table,
                    row,
                    other,
                    "No answer shows this: “" + column.title() + "” sets a different value in this row, and prevails.",
                    "Write it in only one of the columns."));
        }
    }

    /** Warns of a statement in a table that is evaluated after those that use it. */
    static void checkSaidInTime(Table table, Row row, Column.ActionColumn column, TableProblems findings) {
        Set<FactType> before = EARLIER_FACTS.get(column.action());
        if (before != null && !before.contains(table.fact())) {
            findings.add(AnswerChecks.cellWarning(
                    TableProblemCode.SAID_TOO_LATE,
                    table,
                    row,
                    column,
                    "Tables that match " + table.fact().factClass().getSimpleName()
                            + " are evaluated after it is decided, so no other row and no answer uses it.",
                    "Write it in a table that matches " + (before.contains(FactType.COVERAGE) ? "Coverage" : "Query")
                            + "."));
        }
    }
}
