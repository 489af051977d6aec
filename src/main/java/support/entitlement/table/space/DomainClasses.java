package support.entitlement.table.space;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.text.Names;

/**
 * The classes of an {@link InputDomain}, by their numbers. It is filled when it is made, and does not change then.
 *
 * @param kinds the kind of each class
 * @param examples a value of each class; null for the absent input
 * @param mentioned the classes of the values that cells mention, of known names, and of calendars
 * @param ordered the classes of numbers, of dates and of instants
 */
record DomainClasses(
        List<ClassKind> kinds,
        List<@Nullable Object> examples,
        Map<Object, ValueClasses> mentioned,
        List<ValueClasses> ordered) {

    private static DomainClasses empty() {
        return new DomainClasses(new ArrayList<>(), new ArrayList<>(), new HashMap<>(), new ArrayList<>());
    }

    /** Makes the classes of an input; the parameters are those of {@link InputDomain}. */
    static DomainClasses of(
            boolean absent, boolean flags, Collection<String> texts, boolean otherTexts, List<OrderedClasses> ordered) {
        DomainClasses classes = empty();
        if (absent) {
            classes.addClass(ClassKind.ABSENT, null);
        }
        if (flags) {
            classes.addMentioned(false);
            classes.addMentioned(true);
        }
        new LinkedHashSet<>(texts).forEach(classes::addMentioned);
        if (otherTexts) {
            classes.addClass(ClassKind.OTHER_TEXT, otherThan(texts));
        }
        ordered.forEach(classes::addOrdered);
        return classes;
    }

    /** Makes a class for each opening, which is also one of the classes of each calendar that is open then. */
    static DomainClasses ofOpenings(List<Query.Opening> openings) {
        DomainClasses classes = empty();
        openings.forEach(classes::addOpening);
        return classes;
    }

    private void addOpening(Query.Opening opening) {
        ValueClasses itself = ValueClasses.range(size(), size());
        mentioned.put(opening, itself);
        opening.during()
                .forEach(
                        name -> mentioned.merge(name, itself, (one, other) -> ValueClasses.union(List.of(one, other))));
        addClass(ClassKind.MENTIONED, opening);
    }

    private void addOrdered(OrderedClasses classes) {
        int first = size();
        for (OrderedClasses.OrderedClass each : classes.all()) {
            if (each.mentioned()) {
                addMentioned(each.example());
            } else {
                addClass(ClassKind.BETWEEN, each.example());
            }
        }
        ordered.add(ValueClasses.range(first, size() - 1));
    }

    private void addMentioned(Object value) {
        mentioned.put(value, ValueClasses.range(size(), size()));
        addClass(ClassKind.MENTIONED, value);
    }

    private void addClass(ClassKind kind, @Nullable Object example) {
        kinds.add(kind);
        examples.add(example);
    }

    private static String otherThan(Collection<String> texts) {
        Names known = new Names(texts);
        StringBuilder other = new StringBuilder("other");
        while (known.findSpelling(other.toString()).isPresent()) {
            other.append('~');
        }
        return other.toString();
    }

    /** Returns the classes without the first, which nothing mentions; the others have numbers that are lower by one. */
    DomainClasses withoutFirst() {
        DomainClasses others = empty();
        others.kinds.addAll(kinds.subList(1, size()));
        others.examples.addAll(examples.subList(1, size()));
        mentioned.forEach((value, classes) -> others.mentioned.put(value, classes.lowerByOne()));
        ordered.forEach(classes -> others.ordered.add(classes.lowerByOne()));
        return others;
    }

    int size() {
        return kinds.size();
    }
}
