package support.entitlement.calendar;

import java.util.ArrayList;
import java.util.List;

/**
 * Open time that repeats every seven days, in seconds from Monday 00:00. It applies to any timeline of seconds whose
 * zero is Thursday 00:00, like that of the epoch. Immutable; every query is answered by arithmetic, however far away.
 */
final class Week {

    static final long DAY = 86_400;

    private static final long LENGTH = 7 * DAY;
    private static final long FIRST_MONDAY = 4 * DAY;

    /** The weeks that are always open and never open. */
    static final Week OPEN = new Week(List.of(new Span(0, LENGTH)));

    static final Week CLOSED = new Week(List.of());

    private final List<Span> spans;
    private final long[] opens;
    private final long[] closes;
    private final long[] before;
    private final long total;

    private Week(List<Span> spans) {
        this.spans = spans;
        opens = spans.stream().mapToLong(Span::from).toArray();
        closes = spans.stream().mapToLong(Span::to).toArray();
        before = new long[opens.length];
        long sum = 0;
        for (int i = 0; i < opens.length; i++) {
            before[i] = sum;
            sum += closes[i] - opens[i];
        }
        total = sum;
    }

    /**
     * Returns the week that is open in these spans, each of which may pass the end of the week or begin before its
     * start.
     */
    static Week of(List<Span> spans) {
        List<Span> within = new ArrayList<>(spans.size() + 1);
        for (Span span : spans) {
            long from = Math.floorMod(span.from(), LENGTH);
            long to = from + Math.min(span.to() - span.from(), LENGTH);
            within.add(new Span(from, Math.min(to, LENGTH)));
            within.add(new Span(0, to - LENGTH));
        }
        List<Span> merged = Span.mergeOverlapping(within);
        if (merged.isEmpty()) {
            return CLOSED;
        }
        return merged.equals(OPEN.spans) ? OPEN : new Week(merged);
    }

    /** Returns this week with its open time shifted by this many seconds. */
    Week shiftedBy(long seconds) {
        return this == OPEN || this == CLOSED
                ? this
                : of(spans.stream()
                        .map(span -> new Span(span.from() + seconds, span.to() + seconds))
                        .toList());
    }

    /** Returns the week that is open when either is. */
    Week or(Week other) {
        List<Span> all = new ArrayList<>(spans);
        all.addAll(other.spans);
        return of(all);
    }

    /** Returns the week that is open when both are. */
    Week and(Week other) {
        return closedOnly().or(other.closedOnly()).closedOnly();
    }

    /** Returns the week that is open when this one is closed. */
    Week closedOnly() {
        List<Span> gaps = new ArrayList<>(spans.size() + 1);
        long from = 0;
        for (Span span : spans) {
            gaps.add(new Span(from, span.from()));
            from = span.to();
        }
        gaps.add(new Span(from, LENGTH));
        return of(gaps);
    }

    /** Returns true if it is ever open. */
    boolean everOpens() {
        return total > 0;
    }

    /** Returns true if the second that begins here is open. */
    boolean isOpen(long second) {
        return second < closingOf(second);
    }

    /**
     * Returns the second at which the open span around this second closes, at the latest at the end of the week; the
     * second itself if it is closed.
     */
    long closingOf(long second) {
        long inWeek = Math.floorMod(second - FIRST_MONDAY, LENGTH);
        int span = lastAtOrBefore(opens, inWeek);
        return span < 0 ? second : second + Math.max(0, closes[span] - inWeek);
    }

    /** Returns how many seconds are open between an arbitrary but fixed origin and this second. */
    long openBefore(long second) {
        long weeks = Math.floorDiv(second - FIRST_MONDAY, LENGTH);
        long inWeek = second - FIRST_MONDAY - weeks * LENGTH;
        int span = lastAtOrBefore(opens, inWeek);
        return weeks * total + (span < 0 ? 0 : before[span] + Math.min(inWeek, closes[span]) - opens[span]);
    }

    /** Returns true if both are open in the same seconds from one (included) to another (excluded). */
    boolean isOpenAlike(Week other, long from, long to) {
        return spans.equals(other.spans)
                || to - from < LENGTH && openIn(from, to).equals(other.openIn(from, to));
    }

    /** Returns the open spans between two seconds that are at most a week apart. */
    List<Span> openIn(long from, long to) {
        long monday = from - Math.floorMod(from - FIRST_MONDAY, LENGTH);
        List<Span> open = new ArrayList<>(spans.size() * 2);
        for (long week = monday; week < to; week += LENGTH) {
            for (Span span : spans) {
                open.add(new Span(Math.max(week + span.from(), from), Math.min(week + span.to(), to)));
            }
        }
        return Span.mergeOverlapping(open);
    }

    /** Returns the open second that this many open seconds precede. The week must open. */
    long openSecond(long count) {
        long weeks = Math.floorDiv(count, total);
        long rest = count - weeks * total;
        int span = lastAtOrBefore(before, rest);
        return FIRST_MONDAY + weeks * LENGTH + opens[span] + rest - before[span];
    }

    /**
     * Returns the index of the last of these ascending numbers, which may repeat, that does not exceed a limit; -1 if
     * all do.
     */
    static int lastAtOrBefore(long[] ascending, long limit) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
