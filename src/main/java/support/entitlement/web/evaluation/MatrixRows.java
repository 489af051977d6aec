package support.entitlement.web.evaluation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.MatchedRow;
import support.entitlement.policy.Policy;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column.ActionColumn;
import support.entitlement.table.FactField;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Place;
import support.entitlement.web.evaluation.MatrixRow.StatedPart;

/** Finds the parts of an answer that each of its rows states. */
final class MatrixRows {

    /** Actions that each row does for itself. Of all others the last row prevails. */
    private static final Set<ActionName> REPEATED = EnumSet.range(ActionName.MILESTONE, ActionName.COMMITMENT);

    private static final String MILESTONES = "milestones";
    private static final String ALLOWANCE = "allowance";

    private final Map<String, Integer> lastRows = new HashMap<>();

    private MatrixRows() {}

    /** A statement of a row. */
    private record RowStatement(
            ActionColumn column, @Nullable String of) {

        ActionName action() {
            return column.action();
        }

        String key() {
            return action() + " " + of;
        }

        StatedPart toPart() {
            return new StatedPart(partOf(action()), of, Place.columnName(column.index()));
        }
    }

    /** Returns the rows that made an answer, in the order in which tables chain. */
    static List<MatrixRow> of(List<MatchedRow> because, Policy policy) {
        MatrixRows rows = new MatrixRows();
        List<List<RowStatement>> statements =
                because.stream().map(matched -> statementsOf(matched, policy)).toList();
        for (int row = 0; row < statements.size(); row++) {
            rows.noteLastRows(statements.get(row), row);
        }
        List<MatrixRow> result = new ArrayList<>();
        for (int row = 0; row < statements.size(); row++) {
            MatchedRow matched = because.get(row);
            result.add(new MatrixRow(
                    matched.table(), matched.file(), matched.row(), rows.prevailingParts(statements.get(row), row)));
        }
        return List.copyOf(result);
    }

    private void noteLastRows(List<RowStatement> statements, int row) {
        statements.forEach(statement -> lastRows.put(statement.key(), row));
    }

    private List<StatedPart> prevailingParts(List<RowStatement> statements, int row) {
        Map<String, StatedPart> parts = new LinkedHashMap<>();
        statements.stream()
                .filter(statement ->
                        REPEATED.contains(statement.action()) || lastRows.getOrDefault(statement.key(), row) == row)
                .map(RowStatement::toPart)
                .forEach(stated -> parts.putIfAbsent(stated.part() + " " + stated.of(), stated));
        return List.copyOf(parts.values());
    }

    private static List<RowStatement> statementsOf(MatchedRow matched, Policy policy) {
        Table table = policy.tables().stream()
                .filter(each ->
                        each.name().equals(matched.table()) && each.fileName().equals(matched.file()))
                .findFirst()
                .orElseThrow();
        Row row = table.findRow(matched.row());
        return table.actions().stream()
                .filter(column -> table.cellValue(row, column) != null)
                .flatMap(column -> statementsOf(table, row, column))
                .toList();
    }

    private static Stream<RowStatement> statementsOf(Table table, Row row, ActionColumn column) {
        ActionName action = column.action();
        return switch (action) {
            case MEDIUM, TERMS -> statementsOfChannels(table, row, column);
            case COMMITMENT -> Stream.of(new RowStatement(column, table.cellText(row, column)));
            case TERM -> Stream.of(new RowStatement(column, column.literals().get(0)));
            default ->
                Stream.of(new RowStatement(
                        column,
                        switch (partOf(action)) {
                            case MILESTONES -> nameIn(table, row, ActionName.MILESTONE);
                            case ALLOWANCE -> nameIn(table, row, ActionName.LIMIT_NAME);
                            default -> null;
                        }));
        };
    }

    /** Returns a statement for each channel that the row names, or one about all channels if it names none or excludes some. */
    private static Stream<RowStatement> statementsOfChannels(Table table, Row row, ActionColumn column) {
        List<String> channels = table.conditions().stream()
                .filter(condition -> condition.isField(FactField.NAME))
                .filter(condition -> condition.operator().namesValues())
                .flatMap(condition -> table.cellWords(row, condition))
                .toList();
        return channels.isEmpty()
                ? Stream.of(new RowStatement(column, null))
                : channels.stream().map(channel -> new RowStatement(column, channel));
    }

    private static @Nullable String nameIn(Table table, Row row, ActionName naming) {
        return table.actions().stream()
                .filter(column -> column.action() == naming)
                .flatMap(column -> table.cellWords(row, column))
                .findFirst()
                .orElse(null);
    }

    private static String partOf(ActionName action) {
        return switch (action) {
            case CHANNELS, EXCEPT_CHANNELS, MEDIUM, TERMS -> "channels";
            case REASON, REASON_TEXT -> "reason";
            case GUARANTEE, WORDS -> "guarantee";
            case MILESTONE,
                    WITHIN,
                    CALENDAR,
                    STARTS_AT,
                    STARTS_DURING,
                    ENDS_AT,
                    PAUSED_BY,
                    RESUMED_BY,
                    EVERY,
                    REPEATED_UNTIL,
                    STRENGTH -> MILESTONES;
            case COMMITMENT -> "commitments";
            case AMOUNT, UNIT, PER, CARRY_OVER, LIMIT, LIMIT_NAME, POOL, COUNTS, FURTHER, FEE -> ALLOWANCE;
            case TERM -> "terms";
            default -> action.toString();
        };
    }
}
