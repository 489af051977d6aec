package support.entitlement.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * All values that one input can have, divided into classes that no condition of some tables tells apart: absent, yes and no,
 * each text that a cell mentions, all other texts, each number that a cell mentions, and the numbers between, below and above
 * them. Immutable.
 *
 * <p>Classes are numbered in this order, numbers by size, so that each comparison holds for a few ranges of classes.
 */
public final class Domain {

    private static final String ANY_OTHER = "any other";

    private final List<Kind> kinds = new ArrayList<>();
    private final List<@Nullable Object> examples = new ArrayList<>();
    private final Map<Object, Integer> mentioned = new HashMap<>();
    private final int firstNumber;

    private enum Kind {
        MENTIONED,
        BETWEEN,
        OTHER_TEXT,
        ABSENT
    }

    /**
     * What an input can be.
     *
     * @param absent whether it may not be sent
     * @param flags whether it may be yes or no
     * @param texts the texts that are known
     * @param otherTexts whether it may be another text
     * @param numbers the numbers that cells mention, or null if it is never a number
     */
    public Domain(
            boolean absent,
            boolean flags,
            Collection<String> texts,
            boolean otherTexts,
            @Nullable SortedSet<Double> numbers) {
        if (absent) {
            add(Kind.ABSENT, null);
        }
        if (flags) {
            mention(false);
            mention(true);
        }
        new LinkedHashSet<>(texts).forEach(this::mention);
        if (otherTexts) {
            add(Kind.OTHER_TEXT, otherThan(texts));
        }
        firstNumber = kinds.size();
        if (numbers != null) {
            addNumbers(List.copyOf(numbers));
        }
    }

    private void addNumbers(List<Double> bounds) {
        add(Kind.BETWEEN, bounds.isEmpty() ? 0.0 : below(bounds.get(0)));
        for (int i = 0; i < bounds.size(); i++) {
            double bound = bounds.get(i);
            mention(bound);
            add(Kind.BETWEEN, i + 1 < bounds.size() ? between(bound, bounds.get(i + 1)) : -below(-bound));
        }
    }

    private void mention(Object value) {
        mentioned.put(value, kinds.size());
        add(Kind.MENTIONED, value);
    }

    private void add(Kind kind, @Nullable Object example) {
        kinds.add(kind);
        examples.add(example);
    }

    private static double below(double bound) {
        return Math.min(Math.floor(bound) - (Math.floor(bound) < bound ? 0 : 1), Math.nextDown(bound));
    }

    private static double between(double low, double high) {
        double whole = Math.floor(low) + 1;
        return whole > low && whole < high ? whole : low + (high - low) / 2;
    }

    private static String otherThan(Collection<String> texts) {
        Names known = new Names(texts);
        StringBuilder other = new StringBuilder("other");
        while (known.find(other.toString()).isPresent()) {
            other.append('~');
        }
        return other.toString();
    }

    /** All classes. */
    public ClassSet all() {
        return ClassSet.range(0, kinds.size() - 1);
    }

    /** All classes but that of an input that was not sent. */
    public ClassSet sent() {
        return kinds.isEmpty() || kinds.get(0) != Kind.ABSENT ? all() : ClassSet.range(1, kinds.size() - 1);
    }

    /** The class of an input that was not sent; none if it is always sent. */
    public ClassSet absent() {
        return all().minus(sent());
    }

    int size() {
        return kinds.size();
    }

    /** A value of a class, as a caller would send it; null for an input that is not sent. */
    public @Nullable Object example(int number) {
        return examples.get(number);
    }

    /** The class of a value that a cell mentions or a name that is known; none if nothing mentions it. */
    public ClassSet of(Object value) {
        Integer number = mentioned.get(value instanceof Number it ? it.doubleValue() : value);
        return number == null ? ClassSet.EMPTY : ClassSet.range(number, number);
    }

    /**
     * The classes for which a condition holds: those for whose values {@link Column.Condition#holds} says so.
     *
     * @param cell a value that was mentioned when the domain was made
     */
    public ClassSet where(Operator operator, Object cell) {
        int last = kinds.size() - 1;
        return switch (operator) {
            case EQUAL -> of(cell);
            case NOT_EQUAL -> all().minus(of(cell));
            case IN -> ClassSet.union(((List<?>) cell).stream().map(this::of).toList());
            case LESS -> ClassSet.range(firstNumber, only(cell) - 1);
            case AT_MOST -> ClassSet.range(firstNumber, only(cell));
            case GREATER -> ClassSet.range(only(cell) + 1, last);
            case AT_LEAST -> ClassSet.range(only(cell), last);
        };
    }

    private int only(Object number) {
        return of(number).first(0);
    }

    /** The class of a set that makes the clearest example. */
    public int clearest(ClassSet set) {
        return set.classes()
                .boxed()
                .min(Comparator.comparing(kinds::get))
                .orElseThrow(() -> new IllegalArgumentException("nothing is in no class"));
    }

    /** The values of some classes in words: {@code region EU or any other}. */
    public String words(String input, ClassSet set) {
        List<String> parts = new ArrayList<>();
        ClassSet numbers = set.and(ClassSet.range(firstNumber, kinds.size() - 1));
        set.and(sent()).minus(numbers).classes().mapToObj(this::text).forEach(parts::add);
        for (int range = 0; range < numbers.ranges(); range++) {
            parts.add(numbers(numbers.first(range), numbers.last(range)));
        }
        String values =
                parts.equals(List.of(ANY_OTHER)) ? ANY_OTHER + " " + input : input + " " + String.join(" or ", parts);
        if (!set.intersects(absent())) {
            return values;
        }
        return "no " + input + (parts.isEmpty() ? "" : " or " + values);
    }

    /** The value of one class in words, as part of a query. */
    String words(String input, int number) {
        return switch (kinds.get(number)) {
            case ABSENT -> "no " + input;
            case OTHER_TEXT -> ANY_OTHER + " " + input;
            default -> input + " " + text(number);
        };
    }

    private String text(int number) {
        Object example = examples.get(number);
        if (kinds.get(number) == Kind.OTHER_TEXT) {
            return ANY_OTHER;
        }
        return example instanceof Boolean flag
                ? flag ? "yes" : "no"
                : example instanceof Double it ? plain(it) : String.valueOf(example);
    }

    private String numbers(int first, int last) {
        boolean openBelow = first == firstNumber;
        boolean openAbove = last == kinds.size() - 1;
        if (openBelow && openAbove) {
            return "of any number";
        }
        if (first == last && kinds.get(first) == Kind.MENTIONED) {
            return text(first);
        }
        List<String> ends = new ArrayList<>();
        if (!openBelow) {
            ends.add(kinds.get(first) == Kind.MENTIONED ? "from " + text(first) : "above " + text(first - 1));
        }
        if (!openAbove) {
            ends.add(kinds.get(last) == Kind.MENTIONED ? "up to " + text(last) : "below " + text(last + 1));
        }
        return String.join(" and ", ends);
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
