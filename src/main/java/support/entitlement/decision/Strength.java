package support.entitlement.decision;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import support.entitlement.text.NormalForm;

/** The firmness of a promise. It never changes the due time: a milestone has one if its row states a time. */
public enum Strength {
    /** Support guarantees it. */
    GUARANTEED,
    /** Support aims at it. */
    TARGET,
    /** Support does its best. */
    BEST_EFFORT;

    /** The accepted forms of a cell, in words for an error message. */
    public static final String FORMS =
            "one of " + Arrays.stream(values()).map(Strength::toString).collect(Collectors.joining(", "));

    /**
     * Reads a cell, in any case, with a blank or a hyphen between words.
     *
     * @throws IllegalArgumentException if it is none of {@link #FORMS}
     */
    public static Strength parse(String text) {
        String name = NormalForm.key(text).replace(' ', '-');
        return Arrays.stream(values())
                .filter(strength -> strength.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("“" + text + "” is not " + FORMS));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
