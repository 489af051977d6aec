package support.entitlement.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Channel;
import support.entitlement.decision.Query;
import support.entitlement.policy.engine.Engine.EngineOutcome;
import support.entitlement.table.Column.ConditionColumn;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;

/**
 * Tries the conditions of a table's rows one by one for a query, to show why a row answers it or not. The rules that
 * answer queries are not asked: they only tell whether a row as a whole matches. Single use, not thread-safe.
 */
public final class RowTrial {

    private final Table table;
    private final List<ConditionColumn> columns;
    private final List<?> facts;
    private final Map<Object, Optional<Row>> topmost = new HashMap<>();

    private RowTrial(Table table, List<?> facts) {
        this.table = table;
        this.columns = table.conditions();
        this.facts = facts;
    }

    /**
     * Begins a trial.
     *
     * @param query in the tables' spelling, as {@link Policy#decide} takes it
     */
    public static RowTrial of(Policy policy, Query query, Table table) {
        Query complete = policy.vocabulary().completeQuery(query);
        EngineOutcome outcome = policy.engine().fireRules(complete);
        return new RowTrial(
                table,
                switch (table.fact()) {
                    case QUERY -> List.of(complete);
                    case COVERAGE -> List.of(outcome.coverage());
                    case CHANNEL ->
                        outcome.entitlement().isEntitled()
                                ? outcome.entitlement().namedChannels()
                                : List.of();
                    case BUSINESS_HOURS, FACT -> List.of();
                });
    }

    /**
     * A condition of a row whose cell is not blank.
     *
     * @param value the value that was compared with the cell; null if there is none
     */
    public record TriedCondition(
            ConditionColumn column, @Nullable Object value, boolean holds) {}

    /**
     * A row and its conditions.
     *
     * @param channel the channel that was compared; null except for tables that describe channels
     * @param hiddenBy the row above that counts in its place by the hit policy; null if there is none
     */
    public record TriedRow(
            Row row,
            @Nullable String channel,
            List<TriedCondition> conditions,
            @Nullable Row hiddenBy) {

        /** Returns true if all its conditions hold. */
        public boolean matches() {
            return conditions.stream().allMatch(TriedCondition::holds);
        }

        /** Returns true if it matches and is not hidden. */
        public boolean counts() {
            return matches() && hiddenBy == null;
        }
    }

    /** Returns false if the rows of the table are not compared with anything for this query. */
    public boolean isEvaluated() {
        return !facts.isEmpty();
    }

    /** Returns how often each row is tried. */
    public int triesPerRow() {
        return facts.size();
    }

    /** Tries a row: once, or for a table that describes channels once for each channel of the answer. */
    public List<TriedRow> tryRow(Row row) {
        return facts.stream().map(fact -> tryRow(row, fact)).toList();
    }

    private TriedRow tryRow(Row row, Object fact) {
        List<TriedCondition> conditions = columns.stream()
                .filter(column -> table.cellValue(row, column) != null)
                .map(column -> tryCondition(row, column, fact))
                .toList();
        Row first = table.hitPolicy() == HitPolicy.FIRST
                ? topmost.computeIfAbsent(fact, this::findTopmost).orElse(null)
                : null;
        return new TriedRow(
                row,
                fact instanceof Channel channel ? channel.name() : null,
                conditions,
                first == null || first.matched().row() >= row.matched().row() ? null : first);
    }

    private Optional<Row> findTopmost(Object fact) {
        return table.rows().stream().filter(row -> table.rowMatches(row, fact)).findFirst();
    }

    private TriedCondition tryCondition(Row row, ConditionColumn column, Object fact) {
        Object value = Input.ofCondition(column).valueIn(fact);
        return new TriedCondition(
                column, value, column.holdsFor(value, Objects.requireNonNull(table.cellValue(row, column))));
    }
}
