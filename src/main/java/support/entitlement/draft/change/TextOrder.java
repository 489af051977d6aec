package support.entitlement.draft.change;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** An order of texts of cells that is the same for everybody. */
final class TextOrder {

    private TextOrder() {}

    /** Compares lines cell by cell; 0 only if they are equal. */
    static int compareLines(List<List<String>> lines, List<List<String>> others) {
        return compareLists(lines, others, (line, other) -> compareLists(line, other, Comparator.naturalOrder()));
    }

    private static <T> int compareLists(List<T> list, List<T> other, Comparator<T> order) {
        Iterator<T> others = other.iterator();
        for (T each : list) {
            int compared = others.hasNext() ? order.compare(each, others.next()) : 1;
            if (compared != 0) {
                return compared;
            }
        }
        return others.hasNext() ? -1 : 0;
    }
}
