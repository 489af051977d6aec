package support.entitlement.decision;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time in which a milestone must be reached, counted in the milestone's calendar.
 *
 * @param duration a positive length of open time
 */
public record Within(Duration duration) {

    /** What a cell may hold, in words for an error message. */
    public static final String FORMS = "a number and a unit (90 minutes, 1 hour) or an ISO 8601 duration (PT1H)";

    private static final Pattern WORDS = Pattern.compile("(\\d{1,6})\\s*([a-z]{1,7})");
    private static final Map<String, Duration> UNITS = Map.of(
            "m", Duration.ofMinutes(1),
            "min", Duration.ofMinutes(1),
            "minute", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "hour", Duration.ofHours(1));

    /** Refuses a length of zero or less: no promise can be kept in no time. */
    public Within {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("a time to keep a promise in must be longer than nothing");
        }
    }

    /**
     * Reads a cell.
     *
     * @param text {@code 1 hour}, {@code 90 minutes} or {@code PT1H}, in any case
     * @throws IllegalArgumentException if it is none of {@link #FORMS}
     */
    public static Within parse(String text) {
        String words = text.strip().toLowerCase(Locale.ROOT);
        Matcher matcher = WORDS.matcher(words);
        return new Within(matcher.matches() ? ofUnit(matcher.group(1), matcher.group(2)) : ofIso(words));
    }

    private static Duration ofUnit(String number, String unit) {
        Duration one = UNITS.get(unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit);
        if (one == null) {
            throw new IllegalArgumentException("“" + unit + "” is not a unit of time that is known here");
        }
        return one.multipliedBy(Long.parseLong(number));
    }

    private static Duration ofIso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("“" + text + "” is not " + FORMS, e);
        }
    }

    /** The ISO 8601 form, {@code PT1H}. */
    @Override
    public String toString() {
        return duration.toString();
    }
}
