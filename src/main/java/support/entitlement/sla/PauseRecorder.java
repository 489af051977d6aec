package support.entitlement.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Stretch;

/** Records pauses as the events of a case are applied. Pauses do not nest. Not thread-safe; it takes ascending instants. */
final class PauseRecorder {

    private final List<Stretch> pauses = new ArrayList<>();
    private @Nullable Instant pausedFrom;

    boolean isPaused() {
        return pausedFrom != null;
    }

    /** Begins or ends a pause; events of both kinds at one instant leave it as it was. */
    void applyMoment(Instant at, boolean begins, boolean ends) {
        if (begins && !ends) {
            pausedFrom = pausedFrom == null ? at : pausedFrom;
        } else if (ends && !begins) {
            endPause(at);
        }
    }

    void endPause(Instant at) {
        if (pausedFrom != null) {
            pauses.add(new Stretch(pausedFrom, at));
            pausedFrom = null;
        }
    }

    Pauses pausesSoFar() {
        List<Stretch> all = new ArrayList<>(pauses);
        if (pausedFrom != null) {
            all.add(new Stretch(pausedFrom, Instant.MAX));
        }
        return new Pauses(all);
    }
}
