package support.entitlement.table.space;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.value.OpeningDistance;
import support.entitlement.table.value.OpeningOffset;

/**
 * The classes into which the values that conditions mention divide all numbers, dates or instants, in ascending order:
 * each value that is mentioned, and the values between, below and above them. Immutable.
 */
public final class OrderedClasses {

    private static final LocalDate FIRST_DATE = LocalDate.of(0, 1, 1);
    private static final LocalDate LAST_DATE = LocalDate.of(9999, 12, 31);

    private final List<OrderedClass> all;

    private OrderedClasses(List<OrderedClass> all) {
        this.all = List.copyOf(all);
    }

    /**
     * A class.
     *
     * @param example a value of it
     * @param mentioned true if the class is only this value
     */
    record OrderedClass(Object example, boolean mentioned) {}

    /** Chooses examples of the values that are not mentioned; null where there is none. */
    private interface ExampleSource<T> {
        @Nullable
        T below(T first);

        @Nullable
        T between(T low, T high);

        @Nullable
        T above(T last);
    }

    /** Returns the classes of numbers. */
    public static OrderedClasses ofNumbers(Collection<Double> mentioned) {
        return divide(mentioned, 0.0, new Numbers());
    }

    /** Returns the classes of dates. */
    public static OrderedClasses ofDates(Collection<LocalDate> mentioned) {
        return divide(mentioned, LocalDate.EPOCH, new Dates());
    }

    /** Returns the classes of instants. */
    public static OrderedClasses ofInstants(Collection<Instant> mentioned) {
        return divide(mentioned, Instant.EPOCH, new Instants());
    }

    /** Returns the classes of dates or instants that are compared with the opening at these offsets. */
    public static OrderedClasses ofOffsets(Collection<OpeningOffset> mentioned) {
        TreeSet<OpeningOffset> bounds = new TreeSet<>(mentioned);
        List<OrderedClass> classes = new ArrayList<>();
        OpeningOffset below = bounds.first().previous();
        addUnmentioned(classes, new OpeningDistance(null, false, below));
        for (OpeningOffset bound : bounds) {
            classes.add(new OrderedClass(new OpeningDistance(bound, true, bound), true));
            OpeningOffset next = bounds.higher(bound);
            if (next == null || bound.next().compareTo(next) < 0) {
                addUnmentioned(classes, new OpeningDistance(bound, false, bound.next()));
            }
        }
        return new OrderedClasses(classes);
    }

    private static <T extends Comparable<? super T>> OrderedClasses divide(
            Collection<T> mentioned, T any, ExampleSource<T> examples) {
        TreeSet<T> bounds = new TreeSet<>(mentioned);
        List<OrderedClass> classes = new ArrayList<>();
        addUnmentioned(classes, bounds.isEmpty() ? any : examples.below(bounds.first()));
        for (T bound : bounds) {
            T next = bounds.higher(bound);
            classes.add(new OrderedClass(bound, true));
            addUnmentioned(classes, next == null ? examples.above(bound) : examples.between(bound, next));
        }
        return new OrderedClasses(classes);
    }

    private static void addUnmentioned(List<OrderedClass> classes, @Nullable Object example) {
        if (example != null) {
            classes.add(new OrderedClass(example, false));
        }
    }

    /** Returns the classes in ascending order. */
    List<OrderedClass> all() {
        return all;
    }

    /** Returns the word for a value that is a number, a date, an instant or either of these. */
    public static String kindOf(@Nullable Object value) {
        return value instanceof LocalDate
                ? "date"
                : value instanceof Instant ? "instant" : value instanceof OpeningDistance ? "time" : "number";
    }

    /** Returns a value of each class, in ascending order. */
    public List<Object> examples() {
        return all.stream().map(OrderedClass::example).toList();
    }

    private static final class Numbers implements ExampleSource<Double> {

        @Override
        public Double below(Double first) {
            double bound = first;
            return Math.min(Math.floor(bound) - (Math.floor(bound) < bound ? 0 : 1), Math.nextDown(bound));
        }

        @Override
        public Double between(Double low, Double high) {
            double whole = Math.floor(low) + 1;
            return whole > low && whole < high ? whole : low + (high - low) / 2;
        }

        @Override
        public Double above(Double last) {
            return -below(-last);
        }
    }

    private static final class Dates implements ExampleSource<LocalDate> {

        @Override
        public @Nullable LocalDate below(LocalDate first) {
            return first.isAfter(FIRST_DATE) ? first.minusDays(1) : null;
        }

        @Override
        public @Nullable LocalDate between(LocalDate low, LocalDate high) {
            LocalDate next = low.plusDays(1);
            return next.isBefore(high) ? next : null;
        }

        @Override
        public @Nullable LocalDate above(LocalDate last) {
            return last.isBefore(LAST_DATE) ? last.plusDays(1) : null;
        }
    }

    private static final class Instants implements ExampleSource<Instant> {

        @Override
        public Instant below(Instant first) {
            return first.minusSeconds(1);
        }

        @Override
        public @Nullable Instant between(Instant low, Instant high) {
            Instant second = low.plusSeconds(1);
            Instant next = second.isBefore(high) ? second : low.plusNanos(1);
            return next.isBefore(high) ? next : null;
        }

        @Override
        public Instant above(Instant last) {
            return last.plusSeconds(1);
        }
    }
}
