package support.entitlement.web.evaluation;

import java.util.List;
import java.util.stream.Stream;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Verdict;
import support.entitlement.policy.Policy;
import support.entitlement.policy.RowTrial;
import support.entitlement.table.ActionName;
import support.entitlement.table.ColumnWords;
import support.entitlement.table.Row;
import support.entitlement.table.Table;

/**
 * A row that grants support for an entry of the support matrix once the facts are known that its conditions compare.
 *
 * @param row its number in the file, counted from 1 for the first line
 * @param conditions its conditions on facts that are not known; all of them must hold
 */
record MatrixAlternative(String table, String file, int row, List<OpenCondition> conditions) {

    /** More rows than readers compare. */
    private static final int MAX_ALTERNATIVES = 20;

    /**
     * A condition on a fact that is not known.
     *
     * @param title the title of its column
     * @param words the beginning of a sentence that the cell ends
     * @param cell the cell as it is written
     */
    record OpenCondition(String title, String words, String cell) {}

    /** Returns the first rows that grant support by facts that are missing; none if the decision does not wait for facts. */
    static List<MatrixAlternative> listAll(Decision decision, Policy published) {
        if (!Decision.Reason.MISSING_FACTS.equals(decision.reason())) {
            return List.of();
        }
        return published.tables().stream()
                .filter(table -> table.hasAction(ActionName.ENTITLED))
                .flatMap(table -> listAll(decision, published, table))
                .limit(MAX_ALTERNATIVES)
                .toList();
    }

    private static Stream<MatrixAlternative> listAll(Decision decision, Policy published, Table table) {
        RowTrial trial = RowTrial.of(published, decision.query(), table);
        return table.rows().stream()
                .filter(row -> grantsSupport(table, row))
                .flatMap(row -> trial.tryRow(row).stream())
                .filter(MatrixAlternative::waitsForFacts)
                .map(tried -> of(table, tried));
    }

    private static boolean grantsSupport(Table table, Row row) {
        return table.actions().stream()
                .filter(action -> action.action() == ActionName.ENTITLED)
                .map(action -> table.cellValue(row, action))
                .anyMatch(Verdict.YES::equals);
    }

    private static boolean waitsForFacts(RowTrial.TriedRow tried) {
        return !tried.matches()
                && tried.conditions().stream().allMatch(condition -> condition.holds() || condition.value() == null);
    }

    private static MatrixAlternative of(Table table, RowTrial.TriedRow tried) {
        return new MatrixAlternative(
                table.name(),
                table.fileName(),
                tried.row().matched().row(),
                tried.conditions().stream()
                        .filter(condition -> !condition.holds())
                        .map(condition -> new OpenCondition(
                                condition.column().title(),
                                ColumnWords.describe(table, condition.column()),
                                table.cellText(tried.row(), condition.column())))
                        .toList());
    }
}
