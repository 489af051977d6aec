package support.entitlement.allowance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;

/**
 * A plain ledger in memory, in tenths of an hour, with the answers that are expected of the real one. It runs through all periods from
 * the first day, and finds the remaining amount by trying how much more can be used before another limit is exceeded.
 */
final class UsageModel {

    private static final Instant END = Instant.parse("2033-01-01T00:00:00Z");
    private static final long MUCH = 4_000;

    private final ZoneId zone;
    private final Per per;
    private final List<Version> versions;
    private final List<Draw> draws = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();

    UsageModel(ZoneId zone, Per per, List<Version> versions) {
        this.zone = zone;
        this.per = per;
        this.versions = List.copyOf(versions);
        split();
    }

    /** A grant from a day on, until the next version. */
    record Version(LocalDate from, long tenths, CarryOver carryOver, Limit limit) {

        boolean grantsAs(Version other) {
            return tenths == other.tenths && carryOver.equals(other.carryOver) && limit == other.limit;
        }
    }

    /** A use, or a reservation if it expires. */
    static final class Draw {

        final Instant at;
        final long id;
        long tenths;

        @Nullable
        Instant expires;

        Draw(long id, Instant at, long tenths, @Nullable Instant expires) {
            this.id = id;
            this.at = at;
            this.tenths = tenths;
            this.expires = expires;
        }

        boolean isAlive(Instant now) {
            return expires == null || expires.isAfter(now);
        }
    }

    /** A part of a period in which one version grants. */
    private record Segment(int number, AllowancePeriod period, Instant start, Instant end, Version version) {}

    private void split() {
        Instant turn = start(versions.get(0));
        Instant start = turn;
        int number = 0;
        for (int i = 0; turn.isBefore(END); ) {
            Version version = versions.get(i);
            AllowancePeriod period =
                    AllowancePeriod.containing(turn.atZone(zone).toLocalDate(), per, version.from(), null);
            Instant next = i + 1 < versions.size() ? start(versions.get(i + 1)) : END;
            Instant end = period.endIn(zone).isBefore(next) ? period.endIn(zone) : next;
            segments.add(new Segment(number, period, start, end, version));
            turn = end;
            i = turn.equals(next) ? i + 1 : i;
            boolean goesOn = end.isBefore(period.endIn(zone)) && per != Per.CONTRACT_YEAR && per != Per.TERM;
            start = goesOn ? start : end;
            number = goesOn ? number : number + 1;
        }
    }

    private Instant start(Version version) {
        return version.from().atStartOfDay(zone).toInstant();
    }

    void add(Draw draw) {
        draws.add(draw);
    }

    @Nullable
    Draw any(int random) {
        return draws.isEmpty() ? null : draws.get(random % draws.size());
    }

    boolean isSoft(Instant at) {
        return segments.get(indexAt(at)).version().limit() == Limit.SOFT;
    }

    private int indexAt(Instant at) {
        int index = 0;
        while (!at.isBefore(segments.get(index).end())) {
            index++;
        }
        return index;
    }

    /** Returns the remaining amount. */
    long left(Instant at, Instant now) {
        int here = indexAt(at);
        int last = here;
        while (last + 1 < segments.size()
                && segments.get(last + 1).number() == segments.get(here).number()
                && segments.get(last + 1).version().grantsAs(segments.get(here).version())) {
            last++;
        }
        Segment end = segments.get(last);
        return isSoft(at)
                ? most(at, now, segment -> segment.equals(end))
                : most(at, now, segment -> segment.version().limit() == Limit.HARD);
    }

    private long most(Instant at, Instant now, Predicate<Segment> counts) {
        long[] before = owned(now, at, 0);
        long fits = 0;
        long tooMuch = MUCH;
        while (fits + 1 < tooMuch) {
            long tried = (fits + tooMuch) / 2;
            long[] after = owned(now, at, tried);
            boolean exceeded = false;
            for (int i = 0; i < after.length; i++) {
                Segment segment = segments.get(i);
                exceeded |= counts.test(segment)
                        && after[i] > before[i]
                        && after[i] > segment.version().tenths();
            }
            if (exceeded) {
                tooMuch = tried;
            } else {
                fits = tried;
            }
        }
        return fits;
    }

    /** Returns the use of each period's own grant by the end of each segment, if this much more is used at an instant. */
    private long[] owned(Instant now, Instant at, long more) {
        long[] owned = new long[segments.size()];
        long carried = 0;
        Instant carriedUntil = Instant.EPOCH;
        for (int i = 0; i < owned.length; i++) {
            Segment segment = segments.get(i);
            if (i > 0 && segments.get(i - 1).number() < segment.number()) {
                Version before = segments.get(i - 1).version();
                boolean isCarried = !before.carryOver().isNone() && per != Per.TERM;
                carried = isCarried ? Math.max(0, before.tenths() - owned[i - 1]) : 0;
                carriedUntil = segment.period().carryOverEndIn(before.carryOver(), zone);
            }
            Instant until = carriedUntil.isBefore(segment.end()) ? carriedUntil : segment.end();
            owned[i] = drawn(segment.start(), segment.end(), now, at, more)
                    - Math.min(carried, drawn(segment.start(), until, now, at, more));
        }
        return owned;
    }

    private long drawn(Instant from, Instant until, Instant now, Instant at, long more) {
        long drawn = isIn(at, from, until) ? more : 0;
        for (Draw draw : draws) {
            drawn += draw.isAlive(now) && isIn(draw.at, from, until) ? draw.tenths : 0;
        }
        return drawn;
    }

    private static boolean isIn(Instant at, Instant from, Instant until) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(zone + " per " + per + " " + versions);
        draws.forEach(draw -> text.append("%n%s %d tenths%s"
                .formatted(
                        draw.at.atOffset(ZoneOffset.UTC),
                        draw.tenths,
                        draw.expires == null ? "" : " reserved until " + draw.expires)));
        return text.toString();
    }
}
