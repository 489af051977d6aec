package support.entitlement.table.space;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.table.Column;
import support.entitlement.table.Operator;
import support.entitlement.table.value.OpeningBound;
import support.entitlement.table.value.OpeningDistance;
import support.entitlement.table.value.OpeningOffset;
import support.entitlement.table.value.OpeningRange;
import support.entitlement.table.value.SentCell;

/**
 * All values that one input can have, divided into classes that no condition of some tables distinguishes: absent, yes
 * and no, each text that a cell mentions, all other texts, and {@link OrderedClasses} of numbers, dates and instants.
 * Immutable.
 *
 * <p>Classes are numbered in this order, ordered values by size, so that each comparison holds for a few ranges of
 * classes.
 */
public final class InputDomain {

    private final DomainClasses classes;

    /** The classes of openings from an instant on, as far as they were asked for. */
    private final Map<Instant, ValueClasses> openedFrom = new ConcurrentHashMap<>();

    /**
     * Creates the domain of an input.
     *
     * @param absent true if it may be left out
     * @param flags true if it may be yes or no
     * @param texts the texts that are known
     * @param otherTexts true if it may be another text
     * @param ordered the classes of numbers, dates and instants, if it may be one
     */
    public InputDomain(
            boolean absent, boolean flags, Collection<String> texts, boolean otherTexts, List<OrderedClasses> ordered) {
        this(DomainClasses.of(absent, flags, texts, otherTexts, ordered));
    }

    private InputDomain(DomainClasses classes) {
        this.classes = classes;
    }

    /**
     * Creates the domain of the opening of a case: a class for each set of calendars that are open together. A calendar
     * is in all classes in which it is open.
     */
    public static InputDomain ofOpenings(List<Query.Opening> openings) {
        return new InputDomain(DomainClasses.ofOpenings(openings));
    }

    /** Returns the domain of the same input if it is always present: the class of the absent input is left out. */
    InputDomain withoutAbsence() {
        return absentClass().isEmpty() ? this : new InputDomain(classes.withoutFirst());
    }

    /** Returns all classes. */
    public ValueClasses allClasses() {
        return ValueClasses.range(0, classes.size() - 1);
    }

    /** Returns all classes except that of an absent input. */
    public ValueClasses sentClasses() {
        return classes.size() == 0 || kindOf(0) != ClassKind.ABSENT
                ? allClasses()
                : ValueClasses.range(1, classes.size() - 1);
    }

    /** Returns the classes of numbers, of dates and of instants, each in ascending order, as far as it may be one. */
    public List<ValueClasses> orderedClasses() {
        return classes.ordered();
    }

    private ValueClasses orderedClassesAround(int number) {
        return classes.ordered().stream()
                .filter(each -> each.contains(number))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the class of an absent input; none if it is always sent. */
    public ValueClasses absentClass() {
        return allClasses().minus(sentClasses());
    }

    int size() {
        return classes.size();
    }

    /** Returns a value of a class, in the form in which a caller would send it; null for an absent input. */
    public @Nullable Object exampleOf(int number) {
        return classes.examples().get(number);
    }

    /**
     * Returns the class of a value that a cell mentions or a name that is known, or all classes in which a calendar is
     * open; none if nothing mentions it.
     */
    public ValueClasses classOf(Object value) {
        if (value instanceof OpeningRange range) {
            return classesIn(range);
        }
        return classes.mentioned()
                .getOrDefault(value instanceof Number it ? it.doubleValue() : value, ValueClasses.EMPTY);
    }

    /** Returns the classes of a range, which is between offsets that have a class each; none if it is not compared with the opening. */
    private ValueClasses classesIn(OpeningRange range) {
        if (range.bounds().anyMatch(bound -> classAt(bound).isEmpty())) {
            return ValueClasses.EMPTY;
        }
        int any = classAt(range.bounds().findFirst().orElseThrow()).firstOfRange(0);
        ValueClasses all = orderedClassesAround(any);
        OpeningOffset low = range.low();
        OpeningOffset high = range.high();
        return ValueClasses.range(
                low == null ? all.firstOfRange(0) : classAt(low).firstOfRange(0) + (range.lowCounts() ? 0 : 1),
                high == null ? all.lastOfRange(0) : classAt(high).firstOfRange(0) - (range.highCounts() ? 0 : 1));
    }

    private ValueClasses classAt(OpeningOffset offset) {
        return classes.mentioned().getOrDefault(new OpeningDistance(offset, true, offset), ValueClasses.EMPTY);
    }

    /**
     * Returns the classes for which a condition holds: those for whose values {@link Column.ConditionColumn#holdsFor}
     * returns true.
     *
     * @param cell a value that was mentioned when the domain was created
     */
    public ValueClasses matchingClasses(Operator operator, Object cell) {
        if (cell instanceof SentCell sent) {
            return matchingClasses(sent);
        }
        if (cell instanceof OpeningBound bound) {
            return classesMeeting(bound);
        }
        return switch (operator) {
            case EQUAL -> classOf(cell);
            case NOT_EQUAL -> allClasses().minus(classOf(cell));
            case IN -> classesOf((List<?>) cell);
            case NOT_IN -> allClasses().minus(classesOf((List<?>) cell));
            case LESS -> {
                int bound = singleClassOf(cell);
                yield ValueClasses.range(orderedClassesAround(bound).firstOfRange(0), bound - 1);
            }
            case AT_MOST -> {
                int bound = singleClassOf(cell);
                yield ValueClasses.range(orderedClassesAround(bound).firstOfRange(0), bound);
            }
            case GREATER -> {
                int bound = singleClassOf(cell);
                yield ValueClasses.range(bound + 1, orderedClassesAround(bound).lastOfRange(0));
            }
            case AT_LEAST -> {
                int bound = singleClassOf(cell);
                yield ValueClasses.range(bound, orderedClassesAround(bound).lastOfRange(0));
            }
        };
    }

    /** Returns the classes of openings that meet a bound. Thousands of rows may have a bound each, so each is looked for once. */
    private ValueClasses classesMeeting(OpeningBound bound) {
        ValueClasses from = openedFrom.computeIfAbsent(bound.at().toInstant(), this::classesOpenedFrom);
        return bound.isFirst() ? from : allClasses().minus(from);
    }

    private ValueClasses classesOpenedFrom(Instant first) {
        List<ValueClasses> ranges = new ArrayList<>();
        int start = -1;
        for (int number = 0; number <= classes.size(); number++) {
            boolean isFrom = number < classes.size()
                    && classes.examples().get(number) instanceof Query.Opening opening
                    && !opening.at().isBefore(first);
            if (isFrom && start < 0) {
                start = number;
            } else if (!isFrom && start >= 0) {
                ranges.add(ValueClasses.range(start, number - 1));
                start = -1;
            }
        }
        return ValueClasses.union(ranges);
    }

    private ValueClasses matchingClasses(SentCell cell) {
        return cell instanceof SentCell.Otherwise other ? sentClasses().minus(classesOf(other.named())) : absentClass();
    }

    private ValueClasses classesOf(Collection<?> values) {
        return ValueClasses.union(values.stream().map(this::classOf).toList());
    }

    private int singleClassOf(Object value) {
        return classOf(value).firstOfRange(0);
    }

    /** Returns the class of a set that makes the clearest example. */
    public int clearestClass(ValueClasses set) {
        return set.streamClasses()
                .boxed()
                .min(Comparator.comparing(this::kindOf))
                .orElseThrow(() -> new IllegalArgumentException("nothing is in no class"));
    }

    /** Returns the values of some classes in words: {@code region EU or any other}. */
    public String describeClasses(String input, ValueClasses set) {
        return new InputWords(input, this).describeClasses(set);
    }

    /** Returns the value of one class in words, as part of a query. */
    String describeClass(String input, int number) {
        return new InputWords(input, this).describeClass(number);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InputDomain domain && classes.equals(domain.classes);
    }

    @Override
    public int hashCode() {
        return classes.hashCode();
    }

    ClassKind kindOf(int number) {
        return classes.kinds().get(number);
    }
}
