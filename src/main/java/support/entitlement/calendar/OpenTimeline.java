package support.entitlement.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/**
 * The open seconds since the epoch. The timeline is cut wherever a zone changes its clocks or a date has hours of its
 * own; between two cuts the same week repeats. A query is thus a search among the cuts and some arithmetic, however
 * many days lie between.
 *
 * <p>Immutable. A zone that will change its clocks every year is computed until the year 2400, and a calendar with
 * holidays that recur in the years that these are known for.
 */
final class OpenTimeline {

    private static final long MAX_CLOSED_SECONDS = 400 * Week.DAY;

    private final long[] starts;
    private final Week[] weeks;
    private final long[] opened;
    private final long first;
    private final long end;

    private OpenTimeline(NavigableMap<Long, Week> pieces, long first, long end) {
        this.first = first;
        this.end = end;
        List<Long> cuts = new ArrayList<>(pieces.size());
        List<Week> between = new ArrayList<>(pieces.size());
        pieces.headMap(end, false).forEach((cut, week) -> {
            if (between.isEmpty() || between.get(between.size() - 1) != week) {
                cuts.add(cut);
                between.add(week);
            }
        });
        starts = cuts.stream().mapToLong(Long::longValue).toArray();
        weeks = between.toArray(Week[]::new);
        opened = new long[starts.length];
        for (int i = 1; i < starts.length; i++) {
            opened[i] = opened[i - 1] + weeks[i - 1].openBefore(starts[i]) - weeks[i - 1].openBefore(starts[i - 1]);
        }
    }

    /** Returns the seconds at which a clock of this zone shows a time within the hours. */
    static OpenTimeline of(OpeningHours hours, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        return new OpenTimeline(
                ClockChanges.placeWeeks(hours.weekPieces(), rules),
                hours.years().firstSecond(),
                Math.min(ClockChanges.endOf(rules), hours.years().endSecond()));
    }

    /** Returns the timeline that is open when either is. */
    OpenTimeline or(OpenTimeline other) {
        return combineWith(other, Week::or);
    }

    /** Returns the timeline that is open when both are. */
    OpenTimeline and(OpenTimeline other) {
        return combineWith(other, Week::and);
    }

    /** Returns the timeline that is open when this one is closed. */
    OpenTimeline closedOnly() {
        Map<Week, Week> known = new HashMap<>();
        NavigableMap<Long, Week> pieces = new TreeMap<>();
        for (int i = 0; i < starts.length; i++) {
            pieces.put(starts[i], known.computeIfAbsent(weeks[i], Week::closedOnly));
        }
        return new OpenTimeline(pieces, first, end);
    }

    private OpenTimeline combineWith(OpenTimeline other, BinaryOperator<Week> combination) {
        Map<List<Week>, Week> known = new HashMap<>();
        NavigableMap<Long, Week> pieces = new TreeMap<>();
        long until = Math.min(end, other.end);
        for (long cut : pieceStarts(other).headSet(until)) {
            List<Week> both = List.of(weeks[pieceAt(cut)], other.weeks[other.pieceAt(cut)]);
            pieces.put(cut, known.computeIfAbsent(both, pair -> combination.apply(pair.get(0), pair.get(1))));
        }
        return new OpenTimeline(pieces, Math.max(first, other.first), until);
    }

    /** Returns true if both are open in the same seconds, over their whole length. */
    boolean isOpenAlike(OpenTimeline other) {
        TreeSet<Long> cuts = pieceStarts(other);
        return first == other.first
                && end == other.end
                && cuts.stream().allMatch(cut -> {
                    Long next = cuts.higher(cut);
                    return weeks[pieceAt(cut)].isOpenAlike(
                            other.weeks[other.pieceAt(cut)], cut, next == null ? end : next);
                });
    }

    /** Returns every second at which a piece of either begins. */
    private TreeSet<Long> pieceStarts(OpenTimeline other) {
        TreeSet<Long> cuts = new TreeSet<>();
        addPieceStarts(cuts);
        other.addPieceStarts(cuts);
        return cuts;
    }

    /** Adds every second at which a piece begins. */
    void addPieceStarts(Collection<Long> cuts) {
        Arrays.stream(starts).forEach(cuts::add);
    }

    /** Returns the week that repeats around a second. */
    Week weekAt(long second) {
        return weeks[pieceAt(second)];
    }

    /** Returns the week that repeats around a second; beyond the end, the last one that is known. */
    Week lastWeekAt(long second) {
        return weeks[Week.lastAtOrBefore(starts, second)];
    }

    /** Returns the first second that it covers. */
    long firstSecond() {
        return first;
    }

    /** Returns the second at which it ends. */
    long endSecond() {
        return end;
    }

    /** Returns true if there is no second of which all holidays are known. */
    boolean isEmpty() {
        return first >= end;
    }

    boolean isAlwaysOpen() {
        return weeks.length == 1 && weeks[0] == Week.OPEN;
    }

    /**
     * Returns true if it still opens within the last 400 days of the computed timeline, and so never closes for good.
     */
    boolean goesOnOpening() {
        return !isEmpty() && openBefore(end) > openBefore(Math.max(first, end - MAX_CLOSED_SECONDS));
    }

    /**
     * Returns true if the second that begins here is open.
     *
     * @throws DateTimeException if the second is before the timeline or beyond its end
     */
    boolean isOpen(long second) {
        refuseEarlier(second);
        return weeks[pieceAt(second)].isOpen(second);
    }

    /**
     * Returns how many seconds are open before this one, from the start of the timeline.
     *
     * @throws DateTimeException if the second is before the timeline or beyond its end
     */
    long openBefore(long second) {
        refuseEarlier(second);
        int piece = pieceAt(second);
        return opened[piece] + weeks[piece].openBefore(second) - weeks[piece].openBefore(starts[piece]);
    }

    /**
     * Returns the open second that this many open seconds precede.
     *
     * @throws DateTimeException if there is none before the end of the timeline
     */
    long openSecond(long count) {
        int piece = Week.lastAtOrBefore(opened, count);
        Week week = weeks[piece];
        // Of the pieces that begin with an equal count, only the last one opens again; if it does not, none does.
        long second = week.everOpens()
                ? week.openSecond(count - opened[piece] + week.openBefore(starts[piece]))
                : Long.MAX_VALUE;
        if (second >= end) {
            throw endException("There is not so much open time before ");
        }
        return second;
    }

    /** Returns the open spans between two seconds, in order, and at most this many. */
    List<Span> openSpans(long from, long to, int most) {
        List<Span> spans = new ArrayList<>();
        long second = from;
        while (second < to) {
            long opening = isOpen(second) ? second : nextOpening(second, to);
            if (opening == to) {
                break;
            }
            second = Math.min(closingOf(opening), to);
            int last = spans.size() - 1;
            if (last >= 0 && spans.get(last).to() == opening) {
                spans.set(last, new Span(spans.get(last).from(), second));
            } else if (spans.size() < most) {
                spans.add(new Span(opening, second));
            } else {
                break;
            }
        }
        return spans;
    }

    private long nextOpening(long second, long limit) {
        long count = openBefore(second);
        return openBefore(limit) == count ? limit : openSecond(count);
    }

    /**
     * Returns the second at which the open span around this open second closes, or an earlier one if the timeline is
     * cut there.
     */
    private long closingOf(long second) {
        int piece = pieceAt(second);
        long cut = piece + 1 < starts.length ? starts[piece + 1] : end;
        return weeks[piece] == Week.OPEN ? cut : Math.min(cut, weeks[piece].closingOf(second));
    }

    private int pieceAt(long second) {
        if (second > end) {
            throw endException("Calendars are not followed beyond ");
        }
        return Week.lastAtOrBefore(starts, second);
    }

    private void refuseEarlier(long second) {
        if (second < first) {
            throw new UnknownHolidaysException(first, end);
        }
    }

    private DateTimeException endException(String why) {
        return first == Instant.MIN.getEpochSecond()
                ? new DateTimeException(why + Instant.ofEpochSecond(end))
                : new UnknownHolidaysException(first, end);
    }
}
