package support.entitlement.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import support.entitlement.table.Column;
import support.entitlement.table.Row;
import support.entitlement.table.Table;

/** The rules that a row is: one for each combination of the values of its lists, as far as those are not too many. */
final class Combinations {

    /** More rules of one row cost more memory than they save time. */
    private static final int MAX_OF_A_ROW = 100;

    private final Table table;
    private final List<Column.Condition> conditions;
    private final Row row;
    private final Set<Column.Condition> leftOut;
    private final int count;

    /**
     * Decides which lists are written into rules: short ones first.
     *
     * @param extraRules how many rules the row may be beyond the first
     */
    Combinations(Table table, List<Column.Condition> conditions, Row row, int extraRules) {
        this.table = table;
        this.conditions = conditions;
        this.row = row;
        List<Column.Condition> written = new ArrayList<>();
        int rules = 1;
        for (Column.Condition column : lists()) {
            long more = (long) rules * list(column).size();
            if (more <= MAX_OF_A_ROW && more - 1 <= extraRules) {
                rules = (int) more;
                written.add(column);
            }
        }
        this.count = rules;
        this.leftOut =
                lists().stream().filter(column -> !written.contains(column)).collect(Collectors.toUnmodifiableSet());
    }

    private List<Column.Condition> lists() {
        return conditions.stream()
                .filter(column -> table.value(row, column) instanceof List<?>)
                .sorted(Comparator.comparingInt(column -> list(column).size()))
                .toList();
    }

    private List<?> list(Column.Condition column) {
        return table.value(row, column) instanceof List<?> list ? list : List.of();
    }

    /** Returns how many rules there are. */
    int count() {
        return count;
    }

    /** Returns the conditions that no rule of the row has. */
    List<ListCondition> leftOut() {
        return leftOut.stream()
                .map(column -> new ListCondition(column, list(column)))
                .toList();
    }

    /** Returns the literals of the conditions for each rule. */
    List<List<String>> all() {
        List<List<String>> combinations = List.of(List.of());
        for (Column.Condition column : conditions) {
            List<String> choices = literals(column);
            combinations = combinations.stream()
                    .flatMap(left -> choices.stream()
                            .map(choice -> Stream.concat(left.stream(), Stream.of(choice))
                                    .toList()))
                    .toList();
        }
        return combinations;
    }

    private List<String> literals(Column.Condition column) {
        if (leftOut.contains(column)) {
            return List.of("");
        }
        Object value = table.value(row, column);
        return value instanceof List<?> list
                ? list.stream().map(RuleWriter::literal).toList()
                : List.of(RuleWriter.literal(value));
    }
}
