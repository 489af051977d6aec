package support.entitlement.allowance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;

/**
 * A plain ledger in memory, in whole units, with the answers that are expected of the real one where several limits count, pools are
 * shared, and what is left is carried over for long. Every granted unit is an object that is spent one at a time, in the order of
 * use; what is left is found by trying one more unit after the other.
 */
final class LimitModel {

    private static final Instant END = Instant.parse("2032-01-01T00:00:00Z");

    private final ZoneId zone;
    private final List<LocalDate> terms;
    private final List<Draw> draws = new ArrayList<>();

    /**
     * Creates an empty ledger.
     *
     * @param terms the first days of contracts that follow each other
     */
    LimitModel(ZoneId zone, List<LocalDate> terms) {
        this.zone = zone;
        this.terms = List.copyOf(terms);
    }

    /** One limit, and the issue types whose use counts. */
    record LimitSpec(String name, Per per, int amount, CarryOver carryOver, Limit limit, Set<String> issueTypes) {}

    /** A use, or a reservation if it expires. */
    static final class Draw {

        final long id;
        final String issueType;
        final String channel;
        final Instant at;
        int units;

        @Nullable
        Instant expires;

        Draw(long id, String issueType, String channel, Instant at, int units, @Nullable Instant expires) {
            this.id = id;
            this.issueType = issueType;
            this.channel = channel;
            this.at = at;
            this.units = units;
            this.expires = expires;
        }

        boolean isAlive(Instant now) {
            return expires == null || expires.isAfter(now);
        }
    }

    private record Span(AllowancePeriod period, Instant start, Instant end, int term) {}

    /** A granted unit. */
    private record Unit(int of, Instant from, Instant until) {}

    void add(Draw draw) {
        draws.add(draw);
    }

    @Nullable
    Draw any(int random) {
        return draws.isEmpty() ? null : draws.get(random % draws.size());
    }

    private List<Span> spans(LimitSpec limit) {
        List<Span> spans = new ArrayList<>();
        Instant from = start(terms.get(0));
        while (from.isBefore(END)) {
            int term = termAt(from);
            AllowancePeriod period =
                    AllowancePeriod.containing(from.atZone(zone).toLocalDate(), limit.per(), terms.get(term), null);
            Instant end = period.endIn(zone);
            boolean ofContract = limit.per() == Per.CONTRACT_YEAR || limit.per() == Per.TERM;
            Instant termEnd = term + 1 < terms.size() ? start(terms.get(term + 1)) : END;
            end = ofContract && termEnd.isBefore(end) ? termEnd : end;
            spans.add(new Span(period, from, end, termAt(end.minusNanos(1))));
            from = end;
        }
        return spans;
    }

    private int termAt(Instant instant) {
        int term = 0;
        while (term + 1 < terms.size() && !start(terms.get(term + 1)).isAfter(instant)) {
            term++;
        }
        return term;
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    private Instant lostAt(List<Span> spans, int of, CarryOver carryOver) {
        Span span = spans.get(of);
        if (carryOver.isNone() || of + 1 == spans.size()) {
            return span.end();
        }
        Span next = spans.get(of + 1);
        Instant lost;
        if (carryOver.periods() == 0) {
            lost = earlier(next.period().carryOverEndIn(carryOver, zone), next.end());
        } else if (carryOver.periods() == CarryOver.ENDLESS || of + carryOver.periods() >= spans.size()) {
            lost = Instant.MAX;
        } else {
            lost = spans.get(of + carryOver.periods()).end();
        }
        boolean ends = carryOver.withinTerm() && span.term() + 1 < terms.size();
        return ends ? earlier(lost, start(terms.get(span.term() + 1))) : lost;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Returns by how much each period is overdrawn if this much more is used at an instant. */
    private int[] overdrawn(LimitSpec limit, Instant now, boolean reserved, Instant at, int more) {
        List<Span> spans = spans(limit);
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            Instant lost = lostAt(spans, i, limit.carryOver());
            for (int n = 0; n < limit.amount(); n++) {
                units.add(new Unit(
                        i,
                        spans.get(i).start(),
                        lost.isBefore(spans.get(i).end()) ? spans.get(i).end() : lost));
            }
        }
        List<Draw> all = new ArrayList<>(draws.stream()
                .filter(draw -> limit.issueTypes().contains(draw.issueType))
                .filter(draw -> reserved ? draw.isAlive(now) : draw.expires == null)
                .toList());
        all.add(new Draw(0, "", "", at, more, null));
        all.sort(Comparator.comparing(draw -> draw.at));
        int[] overdrawn = new int[spans.size()];
        for (Draw draw : all) {
            for (int n = 0; n < draw.units; n++) {
                Unit spent = units.stream()
                        .filter(unit -> !draw.at.isBefore(unit.from()) && draw.at.isBefore(unit.until()))
                        .min(Comparator.comparing(Unit::until).thenComparing(Unit::of))
                        .orElse(null);
                if (spent == null) {
                    overdrawn[indexAt(spans, draw.at)]++;
                } else {
                    units.remove(spent);
                }
            }
        }
        return overdrawn;
    }

    private static int indexAt(List<Span> spans, Instant at) {
        int index = 0;
        while (!at.isBefore(spans.get(index).end())) {
            index++;
        }
        return index;
    }

    /** Returns how many more units can be used at an instant. */
    int left(LimitSpec limit, Instant at, Instant now) {
        int here = indexAt(spans(limit), at);
        int[] before = overdrawn(limit, now, true, at, 0);
        for (int more = 1; ; more++) {
            int[] after = overdrawn(limit, now, true, at, more);
            for (int i = 0; i < after.length; i++) {
                if (after[i] > before[i] && (i == here || limit.limit() == Limit.HARD)) {
                    return more - 1;
                }
            }
        }
    }

    /** Returns by how much the period at an instant is overdrawn, with reservations. */
    int over(LimitSpec limit, Instant at, Instant now) {
        return overdrawn(limit, now, true, at, 0)[indexAt(spans(limit), at)];
    }

    /** Returns by how much all periods together are overdrawn, without reservations. */
    int overInAll(LimitSpec limit, Instant now) {
        return Arrays.stream(overdrawn(limit, now, false, now, 0)).sum();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(zone + " terms " + terms);
        draws.forEach(draw -> text.append("%n%s %s %d units%s"
                .formatted(draw.at, draw.issueType, draw.units, draw.expires == null ? "" : " until " + draw.expires)));
        return text.toString();
    }
}
