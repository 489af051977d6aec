package support.entitlement.decision.allowance;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import support.entitlement.text.NormalForm;

/** The treatment of use beyond an allowance. */
public enum Limit {
    /** Such use is refused. */
    HARD,
    /** Such use is recorded, and the answer states the excess. */
    SOFT;

    /** The accepted forms of a cell, in words for an error message. */
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
