package support.entitlement.decision;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import support.entitlement.text.NormalForm;

/** What happens to use beyond an allowance. */
public enum Limit {
    /** It is refused. */
    HARD,
    /** It is recorded, and the answer says how far it is over. */
    SOFT;

    /** What a cell may hold, in words for an error message. */
    public static final String FORMS =
            "one of " + Arrays.stream(values()).map(Limit::toString).collect(Collectors.joining(", "));

    /**
     * Reads a cell, in any case.
     *
     * @throws IllegalArgumentException if it is none of {@link #FORMS}
     */
    public static Limit parse(String text) {
        return Arrays.stream(values())
                .filter(limit -> NormalForm.areSame(limit.toString(), text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("“" + text + "” is not " + FORMS));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
