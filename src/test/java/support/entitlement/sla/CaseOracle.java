package support.entitlement.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.sla.MilestoneStatus.MilestoneState;

/**
 * Computes the state of a case minute by minute, like a person with a stopwatch. It shares no code with the code under
 * test, and needs the events once each, in order, no two in one minute.
 */
final class CaseOracle {

    private final MinuteOracle hours;
    private final long within;
    private final boolean endsWithCase;
    private long elapsed;
    private @Nullable Instant usedUp;
    private @Nullable Instant due;
    private boolean paused;
    private String closed = "";
    private boolean met;
    private boolean late;
    private @Nullable Instant end;

    /**
     * Creates an oracle.
     *
     * @param within the minutes that a milestone has, from the first event on
     * @param endsWithCase true if the milestone is reached when the case is resolved; else “responded” reaches it
     */
    CaseOracle(MinuteOracle hours, long within, boolean endsWithCase) {
        this.hours = hours;
        this.within = within;
        this.endsWithCase = endsWithCase;
    }

    void follow(List<Event> events, Instant at) {
        Map<Instant, Event> byMinute = events.stream().collect(Collectors.toMap(Event::at, Function.identity()));
        for (Instant minute = events.get(0).at(); !minute.isAfter(at); minute = minute.plusSeconds(60)) {
            Event event = byMinute.get(minute);
            if (event != null) {
                happen(event.type(), minute);
            }
            if (minute.isBefore(at) && closed.isEmpty() && !paused && !met) {
                count(minute);
            }
        }
    }

    private void count(Instant minute) {
        boolean open = hours.isOpen(minute);
        if (elapsed >= within && due == null && (open || minute.equals(usedUp))) {
            due = minute;
        }
        elapsed += open ? 1 : 0;
        if (open && elapsed == within) {
            usedUp = minute.plusSeconds(60);
        }
    }

    private void happen(String type, Instant minute) {
        switch (type) {
            case "paused" -> paused = closed.isEmpty();
            case "resumed" -> paused = false;
            case "responded" -> {
                if (!endsWithCase && !met && !closed.equals("cancelled")) {
                    met = true;
                    stop(minute);
                }
            }
            case "resolved", "cancelled" -> close(type, minute);
            case "reopened" -> {
                closed = "";
                paused = false;
                end = met ? end : null;
            }
            default -> {} // Notices and notes change nothing.
        }
    }

    private void close(String type, Instant minute) {
        if (closed.isEmpty() && !met) {
            stop(minute);
        }
        paused = paused && !closed.isEmpty();
        closed = closed.isEmpty() || type.equals("cancelled") && !endsWithCase ? type : closed;
    }

    private void stop(Instant minute) {
        end = minute;
        late = due != null && minute.isAfter(due);
    }

    MilestoneState state(Instant at) {
        if (end != null) {
            boolean reached = met || endsWithCase && closed.equals("resolved");
            return reached
                    ? (late ? MilestoneState.MET_LATE : MilestoneState.MET)
                    : (late ? MilestoneState.BREACHED : MilestoneState.CANCELLED);
        }
        boolean overdue = due != null && at.isAfter(due);
        return overdue ? MilestoneState.BREACHED : paused ? MilestoneState.PAUSED : MilestoneState.RUNNING;
    }

    @Nullable
    Instant due(Instant at) {
        if (due != null || state(at) == MilestoneState.PAUSED) {
            return state(at) == MilestoneState.PAUSED ? null : due;
        }
        Instant from = end == null ? at : end;
        if (elapsed < within) {
            return hours.due(from, within - elapsed, Set.of());
        }
        Instant minute = from;
        while (!minute.equals(usedUp) && !hours.isOpen(minute)) {
            minute = minute.plusSeconds(60);
        }
        return minute;
    }

    @Nullable
    Instant end() {
        return end;
    }

    Duration elapsed() {
        return Duration.ofMinutes(elapsed);
    }
}
