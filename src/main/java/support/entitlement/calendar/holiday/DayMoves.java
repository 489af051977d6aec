package support.entitlement.calendar.holiday;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import support.entitlement.calendar.holiday.YearlyDay.MovedDay;

/**
 * Reads the clauses by which a day is moved to a working day: {@code 1 January, if Saturday or Sunday then Monday}. The other
 * weekday is the nearest of its name; a clause says before or after where that is three days away.
 */
final class DayMoves {

    private static final int DAYS_OF_WEEK = 7;

    /** The nearest weekday of a name is at most three days away, and then it could be either. */
    private static final int MAX_UNSAID = 2;

    private static final Pattern BETWEEN_CLAUSES = Pattern.compile(",? (?:and )?if ");
    private static final Pattern BETWEEN_DAYS = Pattern.compile(",? or |, ");
    private static final Pattern CLAUSE = Pattern.compile(
            "(.+?),? then (?:on )?(?:(?:the )?(?<side>next|following|previous) )?(?<day>\\p{L}+)(?: (?<beside>after|before))?");

    private DayMoves() {}

    /** Returns the words of a day, and after them those of each clause. */
    static String[] splitClauses(String words) {
        return BETWEEN_CLAUSES.split(words);
    }

    /**
     * Returns a day as its clauses move it.
     *
     * @param parts the words of the day, and of each clause
     * @throws IllegalArgumentException if a clause is none, contradicts another or moves nothing in any year
     */
    static YearlyDay moveDay(YearlyDay day, String[] parts) {
        Map<DayOfWeek, Integer> moves = new EnumMap<>(DayOfWeek.class);
        for (int i = 1; i < parts.length; i++) {
            addMoves(day, parts[i], moves);
        }
        return moves.isEmpty() ? day : new MovedDay(day, Map.copyOf(moves));
    }

    private static void addMoves(YearlyDay day, String clause, Map<DayOfWeek, Integer> moves) {
        Matcher words = CLAUSE.matcher(clause);
        Optional<DayOfWeek> to = words.matches() ? findWeekday(words.group("day")) : Optional.empty();
        if (to.isEmpty()) {
            throw new IllegalArgumentException(
                    "“if " + clause + "” does not say from which weekday to which the day moves:"
                            + " write it as “if Sunday then Monday”.");
        }
        for (String name : BETWEEN_DAYS.split(words.group(1))) {
            DayOfWeek from =
                    findWeekday(name).orElseThrow(() -> new IllegalArgumentException("“" + name + "” is no weekday."));
            if (moves.put(from, daysBetween(from, to.get(), words)) != null) {
                throw new IllegalArgumentException("Two clauses begin with “if " + name + "”.");
            }
            requireFalls(day, from, name);
        }
    }

    private static Optional<DayOfWeek> findWeekday(String name) {
        return RecurringDays.findByName(DayOfWeek.values(), name);
    }

    private static int daysBetween(DayOfWeek from, DayOfWeek to, Matcher words) {
        int later = Math.floorMod(to.getValue() - from.getValue(), DAYS_OF_WEEK);
        if (later == 0) {
            throw new IllegalArgumentException("A day cannot be moved to the weekday on which it falls.");
        }
        String side = words.group("side") == null ? words.group("beside") : words.group("side");
        if (side != null) {
            requireOneSide(words);
            return side.equals("previous") || side.equals("before") ? later - DAYS_OF_WEEK : later;
        }
        int nearest = later <= DAYS_OF_WEEK / 2 ? later : later - DAYS_OF_WEEK;
        if (Math.abs(nearest) > MAX_UNSAID) {
            String day = words.group("day");
            throw new IllegalArgumentException("“" + words.group() + "” could mean the " + day
                    + " before or after it: write “" + day + " before” or “" + day + " after”.");
        }
        return nearest;
    }

    private static void requireOneSide(Matcher words) {
        String side = words.group("side");
        String beside = words.group("beside");
        if (side != null && beside != null) {
            throw new IllegalArgumentException(
                    "“" + words.group() + "” says both “" + side + "” and “" + beside + "”: write one of them.");
        }
    }

    private static void requireFalls(YearlyDay day, DayOfWeek weekday, String name) {
        boolean falls = IntStream.rangeClosed(RecurringDays.YEARS.first(), RecurringDays.YEARS.last())
                .mapToObj(day::in)
                .flatMap(Optional::stream)
                .map(LocalDate::getDayOfWeek)
                .anyMatch(weekday::equals);
        if (!falls) {
            throw new IllegalArgumentException("This day falls on no “" + name + "” in any year.");
        }
    }
}
