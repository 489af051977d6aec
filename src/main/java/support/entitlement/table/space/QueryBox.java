package support.entitlement.table.space;

import java.util.ArrayList;
import java.util.List;

/**
 * Queries that are described by one set of classes for each input of a {@link QuerySpace}, in its order: for example,
 * all that a row matches.
 *
 * @param sets the sets; the box is empty if one of them is
 */
public record QueryBox(List<ValueClasses> sets) {

    /** Copies the sets. */
    public QueryBox {
        sets = List.copyOf(sets);
    }

    /** Returns the classes of one input. */
    public ValueClasses classesOf(int input) {
        return sets.get(input);
    }

    public boolean isEmpty() {
        return sets.stream().anyMatch(ValueClasses::isEmpty);
    }

    public boolean overlaps(QueryBox other) {
        for (int input = 0; input < sets.size(); input++) {
            if (!sets.get(input).intersects(other.sets.get(input))) {
                return false;
            }
        }
        return true;
    }

    public boolean contains(QueryBox other) {
        for (int input = 0; input < sets.size(); input++) {
            if (!sets.get(input).contains(other.sets.get(input))) {
                return false;
            }
        }
        return true;
    }

    public QueryBox intersectionWith(QueryBox other) {
        List<ValueClasses> common = new ArrayList<>();
        for (int input = 0; input < sets.size(); input++) {
            common.add(sets.get(input).intersectionWith(other.sets.get(input)));
        }
        return new QueryBox(common);
    }

    /** Returns the box with another set for one input. */
    public QueryBox withClasses(int input, ValueClasses set) {
        List<ValueClasses> changed = new ArrayList<>(sets);
        changed.set(input, set);
        return new QueryBox(changed);
    }
}
