package support.entitlement.table;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * The columns of a table, left to right, with its conditions and its actions selected once, because checks ask for them at each row.
 * Immutable.
 */
final class Columns extends AbstractList<Column> implements RandomAccess {

    private final Column[] all;
    private final List<Column.ConditionColumn> conditions;
    private final List<Column.ActionColumn> actions;

    /** The position of the column with each index. */
    private final int[] positions;

    private Columns(List<Column> columns) {
        this.all = columns.toArray(Column[]::new);
        this.conditions = ofType(Column.ConditionColumn.class);
        this.actions = ofType(Column.ActionColumn.class);
        this.positions =
                new int[1 + columns.stream().mapToInt(Column::index).max().orElse(-1)];
        for (int position = 0; position < all.length; position++) {
            positions[all[position].index()] = position;
        }
    }

    private <T extends Column> List<T> ofType(Class<T> type) {
        return Arrays.stream(all).filter(type::isInstance).map(type::cast).toList();
    }

    static Columns of(List<Column> columns) {
        return columns instanceof Columns same ? same : new Columns(columns);
    }

    List<Column.ConditionColumn> conditions() {
        return conditions;
    }

    List<Column.ActionColumn> actions() {
        return actions;
    }

    int positionOf(Column column) {
        return positions[column.index()];
    }

    @Override
    public Column get(int position) {
        return all[position];
    }

    @Override
    public int size() {
        return all.length;
    }
}
