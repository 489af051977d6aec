package support.entitlement.table.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A set of the classes into which an {@link InputDomain} divides its values, by their numbers. Immutable.
 *
 * <p>It is kept as ranges, so that a comparison with one of ten thousand numbers takes no more memory than with one of
 * two.
 */
public final class ValueClasses {

    /** The empty set. */
    public static final ValueClasses EMPTY = new ValueClasses(new int[0]);

    /** The first and the last class of each range in turn; ranges ascend and do not touch. */
    private final int[] bounds;

    private ValueClasses(int[] bounds) {
        this.bounds = bounds;
    }

    /** Returns all classes from one to another, both included; none if the last is before the first. */
    public static ValueClasses range(int first, int last) {
        return last < first ? EMPTY : new ValueClasses(new int[] {first, last});
    }

    /** Returns every class that is in one of these sets. */
    public static ValueClasses union(Collection<ValueClasses> sets) {
        List<int[]> ranges = new ArrayList<>();
        for (ValueClasses set : sets) {
            for (int i = 0; i < set.bounds.length; i += 2) {
                ranges.add(new int[] {set.bounds[i], set.bounds[i + 1]});
            }
        }
        ranges.sort(Comparator.comparingInt(range -> range[0]));
        int[] joined = new int[2 * ranges.size()];
        int end = 0;
        for (int[] range : ranges) {
            if (end > 0 && range[0] <= joined[end - 1] + 1) {
                joined[end - 1] = Math.max(joined[end - 1], range[1]);
            } else {
                joined[end++] = range[0];
                joined[end++] = range[1];
            }
        }
        return new ValueClasses(Arrays.copyOf(joined, end));
    }

    /** Returns the set with one less in place of each number. */
    ValueClasses lowerByOne() {
        return new ValueClasses(Arrays.stream(bounds).map(bound -> bound - 1).toArray());
    }

    /** Returns true if it has no class. */
    public boolean isEmpty() {
        return bounds.length == 0;
    }

    int countRanges() {
        return bounds.length / 2;
    }

    /** Returns the first class of one of its ranges. */
    public int firstOfRange(int range) {
        return bounds[2 * range];
    }

    int lastOfRange(int range) {
        return bounds[2 * range + 1];
    }

    /** Returns the number of its classes. */
    public long size() {
        long size = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            size += bounds[i + 1] - bounds[i] + 1;
        }
        return size;
    }

    /** Returns the classes in ascending order. */
    public IntStream streamClasses() {
        return IntStream.range(0, countRanges())
                .flatMap(range -> IntStream.rangeClosed(firstOfRange(range), lastOfRange(range)));
    }

    /** Returns true if it has this class. */
    public boolean contains(int number) {
        return intersects(range(number, number));
    }

    /** Returns true if it has every class of the other. */
    public boolean contains(ValueClasses other) {
        int mine = 0;
        for (int i = 0; i < other.bounds.length; i += 2) {
            while (mine < bounds.length && bounds[mine + 1] < other.bounds[i]) {
                mine += 2;
            }
            if (mine == bounds.length || bounds[mine] > other.bounds[i] || bounds[mine + 1] < other.bounds[i + 1]) {
                return false;
            }
        }
        return true;
    }

    /** Returns true if they have a class in common. */
    public boolean intersects(ValueClasses other) {
        int mine = 0;
        int its = 0;
        while (mine < bounds.length && its < other.bounds.length) {
            if (bounds[mine + 1] < other.bounds[its]) {
                mine += 2;
            } else if (other.bounds[its + 1] < bounds[mine]) {
                its += 2;
            } else {
                return true;
            }
        }
        return false;
    }

    /** Returns the classes that both have. */
    public ValueClasses intersectionWith(ValueClasses other) {
        int[] common = new int[bounds.length + other.bounds.length];
        int end = 0;
        int mine = 0;
        int its = 0;
        while (mine < bounds.length && its < other.bounds.length) {
            int first = Math.max(bounds[mine], other.bounds[its]);
            int last = Math.min(bounds[mine + 1], other.bounds[its + 1]);
            if (first <= last) {
                common[end++] = first;
                common[end++] = last;
            }
            if (bounds[mine + 1] < other.bounds[its + 1]) {
                mine += 2;
            } else {
                its += 2;
            }
        }
        return new ValueClasses(Arrays.copyOf(common, end));
    }

    /** Returns the classes that the other does not have. */
    public ValueClasses minus(ValueClasses other) {
        int[] outside = new int[other.bounds.length + 2];
        for (int i = 0; i < other.bounds.length; i += 2) {
            outside[i + 1] = other.bounds[i] - 1;
            outside[i + 2] = other.bounds[i + 1] + 1;
        }
        outside[outside.length - 1] = Integer.MAX_VALUE;
        return intersectionWith(new ValueClasses(outside));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ValueClasses set && Arrays.equals(bounds, set.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return Arrays.toString(bounds);
    }
}
