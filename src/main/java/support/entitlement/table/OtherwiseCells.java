package support.entitlement.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.value.SentCell;

/** Completes cells that say “otherwise”: they mean none of the values that the other rows name in the column. */
final class OtherwiseCells {

    private OtherwiseCells() {}

    /** Returns the rows with the values that their “otherwise” excludes. */
    static List<Row> nameOthers(List<Column> columns, List<Row> rows) {
        List<Row> completed = rows;
        for (int position = 0; position < columns.size(); position++) {
            int column = position;
            if (rows.stream().anyMatch(row -> row.values().get(column) instanceof SentCell.Otherwise)) {
                SentCell.Otherwise otherwise = new SentCell.Otherwise(namedIn(column, rows));
                completed = completed.stream()
                        .map(row -> completeRow(row, column, otherwise))
                        .toList();
            }
        }
        return completed;
    }

    private static Set<Object> namedIn(int column, List<Row> rows) {
        Set<Object> named = new HashSet<>();
        for (Row row : rows) {
            Object value = row.values().get(column);
            if (value instanceof Collection<?> list) {
                named.addAll(list);
            } else if (value != null && !(value instanceof SentCell)) {
                named.add(value);
            }
        }
        return named;
    }

    private static Row completeRow(Row row, int column, SentCell.Otherwise otherwise) {
        if (!(row.values().get(column) instanceof SentCell.Otherwise)) {
            return row;
        }
        List<@Nullable Object> values = new ArrayList<>(row.values());
        values.set(column, otherwise);
        return new Row(row.matched(), Collections.unmodifiableList(values), row.sound());
    }
}
