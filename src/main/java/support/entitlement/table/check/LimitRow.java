package support.entitlement.table.check;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.space.QueryBox;
import support.entitlement.text.NormalForm;

/** A row that describes a limit, and the queries that it matches. */
record LimitRow(Table table, Row row, QueryBox box) {

    Optional<Column.ActionColumn> findColumn(ActionName action) {
        return AnswerChecks.filledActions(table, row, action).reduce((one, last) -> last);
    }

    @Nullable
    Object value(ActionName action) {
        return findColumn(action)
                .map(column -> table.cellValue(row, column))
                .map(value -> value instanceof String name ? NormalForm.key(name) : value)
                .orElse(null);
    }

    boolean saysTheSameAs(LimitRow other, ActionName action) {
        return Objects.equals(value(action), other.value(action));
    }

    /** Returns true if one row describes the whole limit. */
    boolean isNamed() {
        return value(ActionName.LIMIT_NAME) != null;
    }

    /** Returns the text of the cell that says a part; empty if none does. */
    String textOf(ActionName action) {
        return findColumn(action).map(column -> table.cellText(row, column)).orElse("");
    }

    /** Returns the problem that a cell of this row contradicts another. */
    Problem createProblem(Column column, String message, String remedy) {
        return Problem.error(
                TableProblemCode.CONTRADICTORY_ALLOWANCE,
                table.cellPlace(row, column),
                table.cellText(row, column),
                message,
                remedy);
    }
}
