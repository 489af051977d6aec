package support.entitlement.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Queries that are described by one set of classes for each input of a {@link Space}, in its order: all that a row matches,
 * for example.
 *
 * @param sets the sets; the box is empty if one of them is
 */
public record Box(List<ClassSet> sets) {

    /** Copies the sets. */
    public Box {
        sets = List.copyOf(sets);
    }

    /** The classes of one input. */
    public ClassSet set(int input) {
        return sets.get(input);
    }

    boolean isEmpty() {
        return sets.stream().anyMatch(ClassSet::isEmpty);
    }

    boolean overlaps(Box other) {
        for (int input = 0; input < sets.size(); input++) {
            if (!sets.get(input).intersects(other.sets.get(input))) {
                return false;
            }
        }
        return true;
    }

    boolean contains(Box other) {
        for (int input = 0; input < sets.size(); input++) {
            if (!sets.get(input).contains(other.sets.get(input))) {
                return false;
            }
        }
        return true;
    }

    Box and(Box other) {
        List<ClassSet> common = new ArrayList<>();
        for (int input = 0; input < sets.size(); input++) {
            common.add(sets.get(input).and(other.sets.get(input)));
        }
        return new Box(common);
    }

    /** The box with another set for one input. */
    public Box with(int input, ClassSet set) {
        List<ClassSet> changed = new ArrayList<>(sets);
        changed.set(input, set);
        return new Box(changed);
    }
}
