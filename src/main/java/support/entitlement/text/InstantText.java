package support.entitlement.text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes instants, and reads them in those forms of ISO 8601 that identify one: a date, a time to the minute or finer, and an offset
 * from UTC. Stateless and thread-safe.
 */
public final class InstantText {

    /** The accepted form, in words for an error message. */
    public static final String FORM = "a date, a time and an offset from UTC, such as 2026-03-06T16:30:00+01:00";

    private static final Pattern DATE_AND_TIME = Pattern.compile(
            "(?<date>\\d{4}-\\d{2}-\\d{2})(?:[Tt ](?<time>\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?))?(?<offset>.*)");
    private static final Pattern OFFSET = Pattern.compile(
            " ?(?<sign>[+\\-\u2212])(?<hours>\\d{2})(?::?(?<minutes>\\d{2}))?(?::?(?<seconds>\\d{2}))?");
    private static final Pattern LOST_PLUS = Pattern.compile(" \\d{2}(?::?\\d{2})?");

    private static final String SHAPE_OF_TIME = "0000-00-00T00:00:00";
    private static final String SHAPE_OF_OFFSET = "+00:00";
    private static final int LENGTH_WITHOUT_OFFSET = SHAPE_OF_TIME.length();

    private InstantText() {}

    /**
     * Reads an instant.
     *
     * @throws IllegalArgumentException if it is not an instant; the message is a sentence that says why
     */
    public static OffsetDateTime parse(String text) {
        OffsetDateTime usual = parseUsualForm(text);
        return usual == null ? parseAnyForm(text) : usual;
    }

    /**
     * Reads the form that almost every caller sends, by the positions of its digits: {@code 2026-03-06T16:30:00}, and
     * {@code Z} or {@code +01:00}. Returns null if the text has another form, or is no instant.
     */
    private static @Nullable OffsetDateTime parseUsualForm(String text) {
        boolean isUtc = text.length() == LENGTH_WITHOUT_OFFSET + 1 && text.charAt(LENGTH_WITHOUT_OFFSET) == 'Z';
        if (!isUtc && text.length() != LENGTH_WITHOUT_OFFSET + SHAPE_OF_OFFSET.length()
                || !hasShape(text, 0, SHAPE_OF_TIME)
                || !isUtc && !hasShape(text, LENGTH_WITHOUT_OFFSET, SHAPE_OF_OFFSET)) {
            return null;
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    numberAt(text, 0, 4),
                    numberAt(text, 5, 7),
                    numberAt(text, 8, 10),
                    numberAt(text, 11, 13),
                    numberAt(text, 14, 16),
                    numberAt(text, 17, 19));
            return local.atOffset(
                    isUtc ? ZoneOffset.UTC : ZoneOffset.ofHoursMinutes(numberAt(text, 20, 22), numberAt(text, 23, 25)));
        } catch (DateTimeException e) {
            return null; // The other reader says what is wrong.
        }
    }

    /**
     * Writes an instant as {@link DateTimeFormatter#ISO_OFFSET_DATE_TIME} does. Without parts of a second, as nearly all are, this takes a
     * fraction of its time.
     */
    public static String format(OffsetDateTime instant) {
        if (instant.getNano() != 0) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant);
        }
        String withoutZero = instant.getSecond() == 0 ? ":00" : "";
        return instant.toLocalDateTime() + withoutZero + instant.getOffset();
    }

    private static boolean hasShape(String text, int start, String shape) {
        for (int i = 0; i < shape.length(); i++) {
            char expected = shape.charAt(i);
            char sign = text.charAt(start + i);
            if (expected == '0' ? sign < '0' || sign > '9' : sign != expected) {
                return false;
            }
        }
        return true;
    }

    private static int numberAt(String text, int from, int until) {
        return Integer.parseInt(text, from, until, 10);
    }

    private static OffsetDateTime parseAnyForm(String text) {
        Matcher matcher = DATE_AND_TIME.matcher(NormalForm.of(text));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("This must be " + FORM + ".");
        }
        if (matcher.group("time") == null) {
            throw new IllegalArgumentException("A time of day is missing after the date: this must be " + FORM + ".");
        }
        LocalDateTime local = localDateTime(matcher.group("date"), matcher.group("time"));
        return local.atOffset(parseOffset(matcher.group("offset")));
    }

    private static LocalDateTime localDateTime(String date, String time) {
        LocalDate day;
        try {
            day = LocalDate.parse(date);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("There is no day " + date + ".", e);
        }
        try {
            return day.atTime(LocalTime.parse(time.replace(',', '.')));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("There is no time of day " + time + "; a day ends at 23:59:59.", e);
        }
    }

    private static ZoneOffset parseOffset(String text) {
        if (text.strip().equalsIgnoreCase("Z")) {
            return ZoneOffset.UTC;
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException("The offset from UTC is missing: add Z, or one such as +01:00.");
        }
        if (LOST_PLUS.matcher(text).matches()) {
            throw new IllegalArgumentException("A blank stands before “" + text.strip()
                    + "” in place of a sign. In an address + means a blank: send the + of an offset as %2B.");
        }
        Matcher matcher = OFFSET.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "“" + text.strip() + "” is no offset from UTC. Write Z, or one such as +01:00.");
        }
        try {
            int sign = matcher.group("sign").equals("+") ? 1 : -1;
            return ZoneOffset.ofHoursMinutesSeconds(
                    sign * Integer.parseInt(matcher.group("hours")),
                    sign * parseNumber(matcher.group("minutes")),
                    sign * parseNumber(matcher.group("seconds")));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "There is no offset “" + text.strip() + "”: they reach from -18:00 to +18:00.", e);
        }
    }

    private static int parseNumber(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
