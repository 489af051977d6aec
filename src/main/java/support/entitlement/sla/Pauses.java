package support.entitlement.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.AllottedTime;
import support.entitlement.calendar.Calendar;
import support.entitlement.calendar.Stretch;

/**
 * The pauses of a clock. Pauses may overlap and touch; one that has not ended lasts until {@link Instant#MAX}.
 *
 * @param stretches the pauses, in the order in which they begin
 */
public record Pauses(List<Stretch> stretches) {

    /** Bounds the answer for a case that is never closed; longer lists have no reader. */
    private static final int MAX_STRETCHES = 100;

    public Pauses {
        stretches =
                stretches.stream().sorted(Comparator.comparing(Stretch::from)).toList();
    }

    /** Returns these pauses and other times at which the clock stands still. */
    Pauses togetherWith(List<Stretch> others) {
        return new Pauses(Stream.concat(stretches.stream(), others.stream()).toList());
    }

    /** Returns these pauses, all of them ended by this instant. */
    Pauses endedBy(Instant end) {
        return new Pauses(stretches.stream()
                .filter(pause -> pause.from().isBefore(end))
                .map(pause -> pause.to().isAfter(end) ? new Stretch(pause.from(), end) : pause)
                .toList());
    }

    boolean isPausedAt(Instant instant) {
        return stretches.stream().anyMatch(pause -> !instant.isBefore(pause.from()) && instant.isBefore(pause.to()));
    }

    /** Returns the stretches between two instants that were not paused, in order. */
    List<Stretch> runningStretches(Instant from, Instant to) {
        List<Stretch> running = new ArrayList<>();
        Instant start = from;
        for (Stretch pause : stretches) {
            if (pause.from().isAfter(start) && start.isBefore(to)) {
                running.add(new Stretch(start, pause.from().isBefore(to) ? pause.from() : to));
            }
            start = pause.to().isAfter(start) ? pause.to() : start;
        }
        if (start.isBefore(to)) {
            running.add(new Stretch(start, to));
        }
        return running;
    }

    /** Returns the stretches between two instants that were paused, in order, joined where they meet; at most the latest 100. */
    List<Stretch> pausedStretches(Instant from, Instant to) {
        List<Stretch> paused = new ArrayList<>();
        Instant end = from;
        for (Stretch running : runningStretches(from, to)) {
            if (running.from().isAfter(end)) {
                paused.add(new Stretch(end, running.from()));
            }
            end = running.to();
        }
        if (end.isBefore(to)) {
            paused.add(new Stretch(end, to));
        }
        return List.copyOf(paused.subList(Math.max(0, paused.size() - MAX_STRETCHES), paused.size()));
    }

    /** Returns the open time between two instants that was not paused. */
    public Duration countedTime(Calendar calendar, Instant from, Instant to) {
        return runningStretches(from, to).stream()
                .map(stretch -> calendar.openBetween(stretch.from(), stretch.to()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Returns the open stretches between two instants that were not paused, in order; at most the first 100. */
    public List<Stretch> countedStretches(Calendar calendar, Instant from, Instant to) {
        return runningStretches(from, to).stream()
                .flatMap(stretch -> calendar.openStretches(stretch.from(), stretch.to(), MAX_STRETCHES).stream())
                .limit(MAX_STRETCHES)
                .toList();
    }

    /**
     * Returns the instant at which the time is used up, or null if a pause without an end comes before. A pause that
     * begins at that very instant comes first: the rest, which is zero, is then used up when the clock continues.
     */
    public @Nullable Instant dueAt(AllottedTime measured, Instant start) {
        Calendar calendar = measured.calendar();
        Duration left = measured.time();
        for (Stretch stretch : runningStretches(start, Instant.MAX)) {
            if (stretch.to().equals(Instant.MAX) || isUsedUp(left, calendar, stretch)) {
                return calendar.dueAt(stretch.from(), left);
            }
            left = left.minus(calendar.openBetween(stretch.from(), stretch.to()));
        }
        return null;
    }

    private static boolean isUsedUp(Duration time, Calendar calendar, Stretch stretch) {
        return time.compareTo(calendar.openBetween(stretch.from(), stretch.to())) <= 0
                && calendar.dueAt(stretch.from(), time).isBefore(stretch.to());
    }
}
