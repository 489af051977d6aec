package support.entitlement.decision.allowance;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import support.entitlement.text.NormalForm;

/** The period of an allowance. All but the last two begin at the same instant for all customers in one time zone. */
public enum Per {
    /** From the first of a month. */
    CALENDAR_MONTH,
    /** From the first of January, April, July or October. */
    QUARTER,
    /** From the first of January. */
    YEAR,
    /** From the day on which the contract began, and the same day of every later year. */
    CONTRACT_YEAR,
    /** The whole time for which the contract is in force. */
    TERM;

    /** The accepted forms of a cell, in words for an error message. */
    public static final String FORMS =
            "one of " + Arrays.stream(values()).map(Per::toString).collect(Collectors.joining(", "));

    /**
     * Reads a cell, in any case; “calendar” before month, quarter and year is optional.
     *
     * @throws IllegalArgumentException if it is none of {@link #FORMS}
     */
    public static Per parse(String text) {
        String name = NormalForm.key(text);
        String plain = name.startsWith("calendar ") ? name.substring("calendar ".length()) : name;
        return Arrays.stream(values())
                .filter(per -> per.toString().equals(name)
                        || per.ordinal() <= YEAR.ordinal()
                                && per.toString().replace("calendar ", "").equals(plain))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("“" + text + "” is not " + FORMS));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
