package support.entitlement.web.table;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.policy.RowTrial;
import support.entitlement.report.ReportedQuery;
import support.entitlement.table.Column.ConditionColumn;
import support.entitlement.table.ColumnWords;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.web.evaluation.EvaluationResponse;

/**
 * The rows of a table, tried for a query.
 *
 * @param evaluated false if the rows are compared with nothing for this query: the answer names no channel, or the table
 *     states opening hours
 * @param next the value of {@code after} for the next page; null if there is none
 */
record TriedRowsResponse(
        String table,
        String file,
        @Schema(implementation = HitPolicy.class) String hitPolicy,
        String fact,
        boolean evaluated,
        List<TriedRow> rows,
        @Nullable Integer next,
        EvaluationResponse.PolicyReference policy) {

    /**
     * A row.
     *
     * @param channel the channel that it was tried for; null except in tables that describe channels
     * @param matches true if all its conditions hold
     * @param counts true if it matches and no row above hides it
     * @param hiddenBy the row above that counts in its place by the hit policy “first”, or null
     * @param conditions its conditions with a cell that is not blank; without any, it always matches
     */
    record TriedRow(
            int row,
            @Nullable String channel,
            boolean matches,
            boolean counts,
            @Nullable Integer hiddenBy,
            List<TriedCondition> conditions) {

        static TriedRow of(Table table, RowTrial.TriedRow tried) {
            Row hiding = tried.hiddenBy();
            return new TriedRow(
                    tried.row().matched().row(),
                    tried.channel(),
                    tried.matches(),
                    tried.counts(),
                    hiding == null ? null : hiding.matched().row(),
                    tried.conditions().stream()
                            .map(condition -> TriedCondition.of(table, tried.row(), condition))
                            .toList());
        }
    }

    /**
     * A condition.
     *
     * @param title the title of its column
     * @param words the beginning of a sentence that the cell ends
     * @param cell the cell as it is written
     * @param value the value that was compared with it; null if there is none, and an empty text for any text that no
     *     table knows
     */
    record TriedCondition(
            String title,
            String words,
            String cell,
            @Nullable Object value,
            boolean holds) {

        static TriedCondition of(Table table, Row row, RowTrial.TriedCondition condition) {
            return new TriedCondition(
                    condition.column().title(),
                    ColumnWords.describe(table, condition.column()),
                    table.cellText(row, condition.column()),
                    shownValue(condition.column(), condition.value()),
                    condition.holds());
        }
    }

    /** Returns the calendars that are open at an opening, or its instant, and any other value as callers send it. */
    private static @Nullable Object shownValue(ConditionColumn column, @Nullable Object value) {
        if (column.boundsOpening()) {
            return value instanceof Query.Opening opening ? opening.at().toString() : null;
        }
        return value instanceof Query.Opening opening
                ? opening.during().stream().sorted().collect(Collectors.joining(", "))
                : value == null ? null : ReportedQuery.sentValue(value);
    }

    static TriedRowsResponse of(
            Table table, List<RowTrial.TriedRow> rows, RowTrial trial, @Nullable Integer next, Policy policy) {
        return new TriedRowsResponse(
                table.name(),
                table.fileName(),
                table.hitPolicy().toString(),
                table.fact().factClass().getSimpleName(),
                trial.isEvaluated(),
                rows.stream().map(row -> TriedRow.of(table, row)).toList(),
                next,
                EvaluationResponse.PolicyReference.of(policy));
    }
}
