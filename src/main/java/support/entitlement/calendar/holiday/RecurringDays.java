package support.entitlement.calendar.holiday;

import static java.util.Map.entry;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import support.entitlement.calendar.KnownYears;
import support.entitlement.calendar.SpecialDays;
import support.entitlement.calendar.holiday.YearlyDay.DayBeside;
import support.entitlement.calendar.holiday.YearlyDay.EasterSunday;
import support.entitlement.calendar.holiday.YearlyDay.FixedDay;
import support.entitlement.calendar.holiday.YearlyDay.WeekdayOfMonth;
import support.entitlement.text.NormalForm;

/** Reads days that recur every year, as people write them. Stateless and thread-safe. */
public final class RecurringDays {

    /** Examples of the accepted forms, in words for an error message. */
    public static final String FORM = "25 December, first Monday in September, 2 days before Easter";

    /** The years in which days that recur are computed. */
    static final KnownYears YEARS = new KnownYears(1900, 2400);

    private static final int MIN_LETTERS = 3;

    private static final int MAX_DAYS_BESIDE = 31;

    private static final YearlyDay EASTER_SUNDAY = new EasterSunday();

    /** Carnival begins some 60 days before Easter, and the Sacred Heart is 68 days after it. */
    private static final int MAX_EASTER_DAYS = 100;

    private static final Pattern LIMITS = Pattern.compile("(.+?)(?:,? from (\\d{4}))?(?:,? until (\\d{4}))?");
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            entry("first", 1),
            entry("1st", 1),
            entry("second", 2),
            entry("2nd", 2),
            entry("third", 3),
            entry("3rd", 3),
            entry("fourth", 4),
            entry("4th", 4),
            entry("fifth", 5),
            entry("5th", 5),
            entry("last", -1));
    private static final Map<String, Integer> NAMED =
            Map.of("easter", 0, "easter sunday", 0, "easter monday", 1, "good friday", -2);

    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})(?:st|nd|rd|th|\\.)?[ -](?:of )?(\\p{L}+)\\.?");
    private static final Pattern MONTH_FIRST = Pattern.compile("(\\p{L}+)\\.? (\\d{1,2})(?:st|nd|rd|th)?");
    private static final Pattern WEEKDAY = Pattern.compile("(\\w+) (\\p{L}+) (?:in|of) (\\p{L}+)");
    private static final Pattern BESIDE = Pattern.compile("(?:the )?(?:(\\d{1,3}) )?days? (before|after) (.+)");
    private static final Pattern EASTER = Pattern.compile("easter(?: sunday)?");
    private static final Pattern EASTER_SUM = Pattern.compile("easter(?: sunday)? ?([+-]) ?(\\d{1,3})(?: days?)?");

    private RecurringDays() {}

    /**
     * Reads a day that recurs, perhaps from one year on and until another: {@code 1 May from 2027 until 2030}.
     *
     * @param name the name of the holiday; blank if it has none
     * @return empty if the text does not have one of the forms
     * @throws IllegalArgumentException if it has, and there is no such day; the message is a sentence that says why
     */
    public static Optional<SpecialDays> parse(String text, String name) {
        String words = NormalForm.of(text).toLowerCase(Locale.ROOT).replaceAll("[\\u2010-\\u2015\\u2212]", "-");
        Matcher limits = LIMITS.matcher(words);
        return limits.matches()
                ? findMovedRule(limits.group(1)).map(rule -> list(text, rule, readYears(text, limits), name))
                : Optional.empty();
    }

    private static KnownYears readYears(String text, Matcher limits) {
        int first = limits.group(2) == null ? YEARS.first() : Integer.parseInt(limits.group(2));
        int last = limits.group(3) == null ? YEARS.last() : Integer.parseInt(limits.group(3));
        if (first > last) {
            throw new IllegalArgumentException(
                    "“" + text + "” holds in no year: the first, " + first + ", comes after the last, " + last + ".");
        }
        if (first < YEARS.first() || last > YEARS.last()) {
            throw new IllegalArgumentException("Days of every year are computed from " + YEARS.first() + " to "
                    + YEARS.last() + ", and “" + text + "” names a year beyond them.");
        }
        return new KnownYears(first, last);
    }

    private static SpecialDays list(String text, YearlyDay rule, KnownYears years, String name) {
        SortedMap<LocalDate, String> dates = new TreeMap<>();
        for (int year = years.first(); year <= years.last(); year++) {
            rule.in(year).ifPresent(date -> dates.put(date, name));
        }
        if (dates.isEmpty()) {
            throw new IllegalArgumentException(
                    "“" + text + "” holds in no year from " + years.first() + " to " + years.last() + ".");
        }
        return new SpecialDays(SpecialDays.Kind.RECURRING, text, name, dates, YEARS);
    }

    private static Optional<YearlyDay> findMovedRule(String words) {
        String[] parts = DayMoves.splitClauses(words);
        return findRule(parts[0]).map(rule -> DayMoves.moveDay(rule, parts));
    }

    private static Optional<YearlyDay> findRule(String words) {
        return Stream.<Function<String, Optional<YearlyDay>>>of(
                        RecurringDays::readEaster,
                        RecurringDays::readDayBeside,
                        RecurringDays::readWeekday,
                        RecurringDays::readDate)
                .flatMap(reader -> reader.apply(words).stream())
                .findFirst();
    }

    private static Optional<YearlyDay> readEaster(String words) {
        if (NAMED.containsKey(words)) {
            return Optional.of(moveDay(EASTER_SUNDAY, NAMED.get(words)));
        }
        Matcher sum = EASTER_SUM.matcher(words);
        return sum.matches()
                ? Optional.of(moveDay(
                        EASTER_SUNDAY,
                        signed(Integer.parseInt(sum.group(2)), sum.group(1).equals("+"))))
                : Optional.empty();
    }

    /** Reads a day beside Easter, a weekday of a month or a date: {@code day after fourth Thursday in November}. */
    private static Optional<YearlyDay> readDayBeside(String words) {
        Matcher beside = BESIDE.matcher(words);
        if (!beside.matches()) {
            return Optional.empty();
        }
        int days = beside.group(1) == null ? 1 : Integer.parseInt(beside.group(1));
        Optional<YearlyDay> other = EASTER.matcher(beside.group(3)).matches()
                ? Optional.of(EASTER_SUNDAY)
                : readWeekday(beside.group(3)).or(() -> readDate(beside.group(3)));
        return other.map(day -> moveDay(day, signed(days, beside.group(2).equals("after"))));
    }

    private static int signed(int days, boolean after) {
        return after ? days : -days;
    }

    private static YearlyDay moveDay(YearlyDay day, int offset) {
        boolean isEaster = day.equals(EASTER_SUNDAY);
        int most = isEaster ? MAX_EASTER_DAYS : MAX_DAYS_BESIDE;
        if (Math.abs(offset) > most) {
            throw new IllegalArgumentException("A day is at most " + most + " days before or after "
                    + (isEaster ? "Easter" : "another one") + ", and not " + Math.abs(offset) + ".");
        }
        return new DayBeside(day, offset);
    }

    private static Optional<YearlyDay> readWeekday(String words) {
        Matcher matcher = WEEKDAY.matcher(words);
        if (!matcher.matches() || !NUMBERS.containsKey(matcher.group(1))) {
            return Optional.empty();
        }
        return findByName(DayOfWeek.values(), matcher.group(2))
                .flatMap(day -> findByName(Month.values(), matcher.group(3))
                        .map(month -> new WeekdayOfMonth(NUMBERS.get(matcher.group(1)), day, month)));
    }

    private static Optional<YearlyDay> readDate(String words) {
        Matcher dayFirst = DAY_FIRST.matcher(words);
        if (dayFirst.matches()) {
            return findByName(Month.values(), dayFirst.group(2))
                    .map(month -> fixedDay(words, month, dayFirst.group(1)));
        }
        Matcher monthFirst = MONTH_FIRST.matcher(words);
        return monthFirst.matches()
                ? findByName(Month.values(), monthFirst.group(1))
                        .map(month -> fixedDay(words, month, monthFirst.group(2)))
                : Optional.empty();
    }

    private static YearlyDay fixedDay(String words, Month month, String day) {
        try {
            return new FixedDay(MonthDay.of(month, Integer.parseInt(day)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("There is no day “" + words + "” in any year.", e);
        }
    }

    /** Returns the value whose English name is this, or begins with it. */
    static <E extends Enum<E>> Optional<E> findByName(E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> name.length() >= MIN_LETTERS
                        && value.name().toLowerCase(Locale.ROOT).startsWith(name))
                .findFirst();
    }
}
