package support.entitlement.table.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.GuaranteeKind;
import support.entitlement.decision.Verdict;
import support.entitlement.table.ActionName;
import support.entitlement.table.CellType;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.space.RowBoxes;
import support.entitlement.table.space.RowIndex;

/** Checks that all statements of rows can appear in an answer, and warns at the cell of each one that cannot. */
final class AnswerChecks {

    private static final long MAX_STEPS = 50_000_000;

    private static final Set<ActionName> PROMISES = Set.of(
            ActionName.CHANNELS,
            ActionName.EXCEPT_CHANNELS,
            ActionName.GUARANTEE,
            ActionName.WORDS,
            ActionName.PRIORITY_FLAG,
            ActionName.ON_CALL,
            ActionName.MILESTONE,
            ActionName.COMMITMENT,
            ActionName.AMOUNT);
    private static final Set<ActionName> OF_AN_ALLOWANCE = EnumSet.range(ActionName.UNIT, ActionName.FEE);

    private final List<Problem> problems = new ArrayList<>();
    private final RowIndex entitling;
    private final RowIndex withAmount;
    private final RowIndex withKind;
    private final DenialChecks denials;
    private final boolean someTableEntitles;

    private AnswerChecks(List<Table> tables, RowBoxes boxes, Budget whole) {
        Budget budget = whole.createPart(MAX_STEPS);
        this.entitling = new RowIndex(boxes, tables, AnswerChecks::rowEntitles, budget);
        this.withAmount = new RowIndex(boxes, tables, rowsWithAction(ActionName.AMOUNT), budget);
        this.withKind = new RowIndex(boxes, tables, rowsWithAction(ActionName.GUARANTEE), budget);
        this.denials = new DenialChecks(new RowIndex(boxes, tables, DenialChecks::rowDenies, budget));
        this.someTableEntitles = tables.stream().anyMatch(table -> table.hasAction(ActionName.ENTITLED));
    }

    /**
     * Checks tables, which must be all tables that match queries.
     *
     * @param boxes the queries of rows in the space of all their inputs
     */
    static List<Problem> checkTables(List<Table> tables, RowBoxes boxes, Budget budget) {
        AnswerChecks checks = new AnswerChecks(tables, boxes, budget);
        for (Table table : tables) {
            TableProblems findings = new TableProblems(table);
            try {
                table.rows().stream().filter(Row::sound).forEach(row -> checks.checkRow(table, row, findings));
            } catch (Budget.Exhausted e) {
                findings.markIncomplete();
            }
            checks.problems.addAll(findings.all());
        }
        checks.problems.addAll(AllowanceChecks.checkTables(tables, boxes, checks.entitling, budget));
        checks.problems.addAll(LimitChecks.checkTables(tables, boxes.space(), budget));
        return checks.problems;
    }

    static boolean rowEntitles(Table table, Row row) {
        return filledActions(table, row, ActionName.ENTITLED)
                .anyMatch(column -> table.cellValue(row, column) == Verdict.YES);
    }

    static BiPredicate<Table, Row> rowsWithAction(ActionName action) {
        return (table, row) -> filledActions(table, row, action).findAny().isPresent();
    }

    /** Returns the columns with this action in which a row has a value. */
    static Stream<Column.ActionColumn> filledActions(Table table, Row row, ActionName action) {
        return table.actions().stream()
                .filter(column -> column.action() == action && table.cellValue(row, column) != null);
    }

    private void checkRow(Table table, Row row, TableProblems findings) {
        Map<List<Object>, Column.ActionColumn> columnsBySubject = new HashMap<>();
        for (Column.ActionColumn column : table.actions()) {
            Object value = table.cellValue(row, column);
            if (value != null) {
                StatementPlaceChecks.checkSaidOnce(table, row, column, columnsBySubject, findings);
                StatementPlaceChecks.checkSaidInTime(table, row, column, findings);
                if (isPromise(table, row, column, value)) {
                    checkGranted(table, row, column, findings);
                }
                if (OF_AN_ALLOWANCE.contains(column.action()) && lacksAmount(table, row)) {
                    findings.add(cellWarning(
                            TableProblemCode.ALLOWANCE_WITHOUT_AMOUNT,
                            table,
                            row,
                            column,
                            "No answer shows this, because no row states the amount.",
                            "Add an amount for the same conditions, or clear the cell."));
                }
                checkDescribed(table, row, column, findings);
                denials.checkCell(table, row, column, findings);
            }
        }
    }

    /** Returns true if no row states the amount of an allowance; a row that names its limit states it itself. */
    private boolean lacksAmount(Table table, Row row) {
        return rowsWithAction(ActionName.LIMIT_NAME).test(table, row)
                ? !rowsWithAction(ActionName.AMOUNT).test(table, row)
                : !withAmount.isMet(table, row);
    }

    private static boolean isPromise(Table table, Row row, Column.ActionColumn column, Object value) {
        return PROMISES.contains(column.action())
                && value != GuaranteeKind.NONE
                && !value.equals(false)
                && (!ActionName.WORDS.isNamed(column.method()) || promisesAKind(table, row));
    }

    private static boolean promisesAKind(Table table, Row row) {
        return filledActions(table, row, ActionName.GUARANTEE)
                .anyMatch(kind -> table.cellValue(row, kind) != GuaranteeKind.NONE);
    }

    /** Warns of a promise that no answer shows, because the customers that it matches are not entitled. */
    private void checkGranted(Table table, Row row, Column.ActionColumn column, TableProblems findings) {
        if (DenialChecks.rowDenies(table, row)) {
            if (isShownInDenial(table, row, column)) {
                return;
            }
            findings.add(cellWarning(
                    TableProblemCode.DENIED_PROMISE,
                    table,
                    row,
                    column,
                    "No answer shows this: the row denies support, and nothing is promised to those who are not entitled.",
                    "Clear the cell, or say it as a term, a notice or in words, which a denial has as well."));
        } else if (someTableEntitles && table.fact() != FactType.CHANNEL && !entitling.isMet(table, row)) {
            findings.add(cellWarning(
                    TableProblemCode.PROMISE_WITHOUT_ENTITLEMENT,
                    table,
                    row,
                    column,
                    "No answer shows this, because no row entitles the queries that meet these conditions.",
                    "Add a row that does, change the conditions, or delete the row."));
        }
    }

    /** Returns true for an allowance, and for excluded channels where the policy leaves open whether there are others. */
    private static boolean isShownInDenial(Table table, Row row, Column.ActionColumn column) {
        return column.action() == ActionName.AMOUNT
                || column.action() == ActionName.EXCEPT_CHANNELS && DenialChecks.rowLeavesOpen(table, row);
    }

    private void checkDescribed(Table table, Row row, Column.ActionColumn column, TableProblems findings) {
        if (ActionName.WORDS.isNamed(column.method())
                && !DenialChecks.rowDenies(table, row)
                && !withKind.isMet(table, row)) {
            findings.add(cellWarning(
                    TableProblemCode.WORDS_WITHOUT_KIND,
                    table,
                    row,
                    column,
                    "These words guarantee something, but no row states the kind of guarantee.",
                    "Say it: " + CellType.GUARANTEE.describeContent() + "."));
        } else if (ActionName.DEFINITION.isNamed(column.method()) && !hasACategory(table, row)) {
            findings.add(cellWarning(
                    TableProblemCode.DEFINITION_WITHOUT_CATEGORY,
                    table,
                    row,
                    column,
                    "This defines an SLA category, but the row does not name it. Answers without a category do not show it.",
                    "Add a condition on slaCategory, or the category itself."));
        }
    }

    private static boolean hasACategory(Table table, Row row) {
        return rowsWithAction(ActionName.SLA_CATEGORY).test(table, row)
                || table.conditions().stream()
                        .filter(column -> column.isField(FactField.SLA_CATEGORY))
                        .anyMatch(column -> isMetOnlyIfSent(table.cellValue(row, column), column));
    }

    private static boolean isMetOnlyIfSent(@Nullable Object cell, Column.ConditionColumn column) {
        return cell != null && !column.holdsFor(null, cell);
    }

    static Problem cellWarning(
            TableProblemCode code, Table table, Row row, Column column, String message, String remedy) {
        return Problem.warning(code, table.cellPlace(row, column), table.cellText(row, column), message, remedy);
    }
}
