package support.entitlement.table.check;

import support.entitlement.decision.Decision;
import support.entitlement.decision.Verdict;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.space.RowIndex;

/** Checks that the reasons of denials appear in an answer, and that their codes are not those of the service itself. */
final class DenialChecks {

    private final RowIndex denying;

    /**
     * Creates checks.
     *
     * @param denying the rows that deny support, or leave it open
     */
    DenialChecks(RowIndex denying) {
        this.denying = denying;
    }

    /** Returns true if a row denies support, or says that the policy leaves it open. */
    static boolean rowDenies(Table table, Row row) {
        return AnswerChecks.filledActions(table, row, ActionName.ENTITLED)
                .anyMatch(column -> table.cellValue(row, column) != Verdict.YES);
    }

    /** Returns true if a row says that the policy leaves open whether support is granted. */
    static boolean rowLeavesOpen(Table table, Row row) {
        return AnswerChecks.filledActions(table, row, ActionName.ENTITLED)
                .anyMatch(column -> table.cellValue(row, column) == Verdict.NOT_STATED);
    }

    void checkCell(Table table, Row row, Column.ActionColumn column, TableProblems findings) {
        if (column.action() != ActionName.REASON && column.action() != ActionName.REASON_TEXT) {
            return;
        }
        if (AnswerChecks.rowEntitles(table, row)) {
            findings.add(AnswerChecks.cellWarning(
                    TableProblemCode.REASON_WITHOUT_DENIAL,
                    table,
                    row,
                    column,
                    "No answer shows this: the row grants support, and only answers without it have a reason.",
                    "Clear the cell, or say it as a term or a notice, which every answer has."));
        } else if (!denying.isMet(table, row)) {
            findings.add(AnswerChecks.cellWarning(
                    TableProblemCode.REASON_WITHOUT_DENIAL,
                    table,
                    row,
                    column,
                    "No answer shows this, because no row denies support to the queries that meet these conditions.",
                    "Write “no” or “not stated” below “entitled” in this row, or delete the reason."));
        }
        if (column.action() == ActionName.REASON && Decision.Reason.isOfService(table.cellText(row, column))) {
            findings.add(Problem.error(
                    TableProblemCode.RESERVED_REASON,
                    table.cellPlace(row, column),
                    table.cellText(row, column),
                    "The service itself gives this reason, when it is not the tables that say no.",
                    "Write a code of your own, such as out-of-support-hours."));
        }
    }
}
