package support.entitlement.table.space;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import support.entitlement.decision.Query;
import support.entitlement.table.value.OpeningDistance;

/**
 * Describes values of one input for readers of messages.
 *
 * @param input the name of the input for readers
 * @param domain its values
 */
record InputWords(String input, InputDomain domain) {

    private static final String ANY_OTHER = "any other";

    /** Returns the values of some classes in words: {@code region EU or any other}. */
    String describeClasses(ValueClasses set) {
        if (!set.isEmpty() && domain.exampleOf(set.firstOfRange(0)) instanceof Query.Opening) {
            return OpeningWords.describeClasses(domain, set);
        }
        List<String> parts = new ArrayList<>();
        ValueClasses ordered = ValueClasses.union(domain.orderedClasses());
        set.intersectionWith(domain.sentClasses())
                .minus(ordered)
                .streamClasses()
                .mapToObj(this::classText)
                .forEach(parts::add);
        for (ValueClasses all : domain.orderedClasses()) {
            ValueClasses some = set.intersectionWith(all);
            for (int range = 0; range < some.countRanges(); range++) {
                parts.add(describeRange(all, some.firstOfRange(range), some.lastOfRange(range)));
            }
        }
        String values =
                parts.equals(List.of(ANY_OTHER)) ? ANY_OTHER + " " + input : input + " " + String.join(" or ", parts);
        if (!set.intersects(domain.absentClass())) {
            return values;
        }
        return "no " + input + (parts.isEmpty() ? "" : " or " + values);
    }

    /** Returns the value of one class in words, as part of a query. */
    String describeClass(int number) {
        return switch (domain.kindOf(number)) {
            case ABSENT -> "no " + input;
            case OTHER_TEXT -> ANY_OTHER + " " + input;
            default ->
                domain.exampleOf(number) instanceof Query.Opening || domain.exampleOf(number) instanceof OpeningDistance
                        ? describeClasses(ValueClasses.range(number, number))
                        : input + " " + classText(number);
        };
    }

    private String classText(int number) {
        Object example = domain.exampleOf(number);
        if (domain.kindOf(number) == ClassKind.OTHER_TEXT) {
            return ANY_OTHER;
        }
        return example instanceof Boolean flag
                ? flag ? "yes" : "no"
                : example instanceof Double it ? plainNumber(it) : String.valueOf(example);
    }

    private String describeRange(ValueClasses all, int first, int last) {
        boolean openBelow = first == all.firstOfRange(0);
        boolean openAbove = last == all.lastOfRange(0);
        if (openBelow && openAbove) {
            return "of any " + OrderedClasses.kindOf(domain.exampleOf(first));
        }
        if (first == last && domain.kindOf(first) == ClassKind.MENTIONED) {
            return classText(first);
        }
        List<String> ends = new ArrayList<>();
        if (!openBelow) {
            ends.add(
                    domain.kindOf(first) == ClassKind.MENTIONED
                            ? "from " + classText(first)
                            : wordFor(first, "above ", "after ", "later than ") + classText(first - 1));
        }
        if (!openAbove) {
            ends.add(
                    domain.kindOf(last) == ClassKind.MENTIONED
                            ? "up to " + classText(last)
                            : wordFor(last, "below ", "before ", "earlier than ") + classText(last + 1));
        }
        return String.join(" and ", ends);
    }

    private String wordFor(int number, String ofNumber, String ofTime, String ofDistance) {
        Object example = domain.exampleOf(number);
        return example instanceof Double ? ofNumber : example instanceof OpeningDistance ? ofDistance : ofTime;
    }

    private static String plainNumber(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
