package support.entitlement.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds which of several calendars are open together at some instant. The answer is exact from {@link #FIRST} on, in the
 * years of which the holidays of all are known: every week that repeats, every holiday and every change of clocks is
 * visited.
 *
 * <p>Not thread-safe; an instance serves one search.
 */
public final class JointOpenings {

    /** The first instant that the search covers. */
    public static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    /** The limit of sets that conditions may tell apart. */
    public static final int MAX_FOUND = 5_000;

    /** Examples are from this instant on, if there is one. */
    private static final Instant FIRST_EXAMPLE = Instant.parse("2026-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("2301-01-01T00:00:00Z");
    private static final long WEEK = 7 * Week.DAY;

    private final List<OpenTimeline> timelines;
    private final int most;
    private final NavigableSet<Long> bounds;
    private final Map<Found, Instant> found = new LinkedHashMap<>();

    private JointOpenings(List<OpenTimeline> timelines, NavigableSet<Long> bounds, int most) {
        this.timelines = timelines;
        this.bounds = bounds;
        this.most = most;
    }

    /** A set of open calendars after a bound, which is null before the first. */
    private record Found(BitSet open, @Nullable Long bound) {}

    /**
     * Calendars that are open together, while all others are closed.
     *
     * @param open the positions of the open calendars
     * @param example an instant at which it is so
     */
    public record JointOpening(BitSet open, Instant example) {}

    /**
     * Returns the different sets of these calendars that are open together between each two bounds; none if there is no
     * bound, and no instant at which the holidays of all are known.
     *
     * @param bounds whole seconds at both sides of which sets are sought, even if the holidays of those years are not known
     * @param most the number beyond which the search ends, and its result is not complete
     */
    public static List<JointOpening> findAll(List<Calendar> calendars, Collection<Instant> bounds, int most) {
        TreeSet<Long> cuts =
                bounds.stream().map(Instant::getEpochSecond).collect(Collectors.toCollection(TreeSet::new));
        JointOpenings search =
                new JointOpenings(calendars.stream().map(Calendar::timeline).toList(), new TreeSet<>(cuts), most);
        search.timelines.forEach(timeline -> timeline.addPieceStarts(cuts));
        long first = search.timelines.stream()
                .mapToLong(OpenTimeline::firstSecond)
                .reduce(FIRST.getEpochSecond(), Math::max);
        long end = search.timelines.stream().mapToLong(OpenTimeline::endSecond).reduce(END.getEpochSecond(), Math::min);
        long example = Math.max(first, Math.min(end, FIRST_EXAMPLE.getEpochSecond()));
        search.visit(cuts, example, end);
        search.visit(cuts, first, example);
        for (long second : search.bounds) {
            if (second <= first || second >= end) {
                search.visit(cuts, second - 1, second);
                search.visit(cuts, second, second + WEEK);
            }
        }
        return search.found.entrySet().stream()
                .map(each -> new JointOpening(each.getKey().open(), each.getValue()))
                .toList();
    }

    /** Visits the seconds from one to another, none if this comes before that; the same weeks repeat between two cuts. */
    private void visit(TreeSet<Long> cuts, long from, long to) {
        if (from >= to) {
            return;
        }
        List<Long> starts = new ArrayList<>(List.of(from));
        starts.addAll(cuts.subSet(from, false, to, false));
        Set<List<Week>> known = new HashSet<>();
        for (int i = 0; i < starts.size() && found.size() <= most; i++) {
            long start = starts.get(i);
            long end = i + 1 < starts.size() ? starts.get(i + 1) : to;
            if (bounds.contains(start)) {
                known.clear();
            }
            List<Week> weeks = timelines.stream()
                    .map(timeline -> timeline.lastWeekAt(start))
                    .toList();
            boolean isWhole = end - start >= WEEK;
            if (!known.contains(weeks)) {
                visitWeeks(weeks, start, Math.min(end, start + WEEK));
            }
            if (isWhole) {
                known.add(weeks);
            }
        }
    }

    private void visitWeeks(List<Week> weeks, long from, long to) {
        TreeSet<Long> edges = new TreeSet<>(List.of(from));
        new HashSet<>(weeks).forEach(week -> addEdges(week, from, to, edges));
        Long bound = bounds.floor(from);
        for (long edge : edges) {
            BitSet open = new BitSet(weeks.size());
            for (int i = 0; i < weeks.size(); i++) {
                open.set(i, weeks.get(i).isOpen(edge));
            }
            found.putIfAbsent(new Found(open, bound), Instant.ofEpochSecond(edge));
        }
    }

    private static void addEdges(Week week, long from, long to, Collection<Long> edges) {
        for (Span span : week.openIn(from, to)) {
            edges.add(span.from());
            if (span.to() < to) {
                edges.add(span.to());
            }
        }
    }
}
