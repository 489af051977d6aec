package support.entitlement.sla;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import support.entitlement.decision.Milestone;

/**
 * Whether a milestone had been reached by the time of each change of facts. It says the same as {@link MilestoneClock} would if
 * asked at each of them, but goes through the events once, however many changes there are.
 */
final class Reaching {

    private final Milestone milestone;
    private boolean started;
    private boolean reached;

    private Reaching(Milestone milestone) {
        this.milestone = milestone;
    }

    /**
     * The numbers of the changes before which it had been reached.
     *
     * @param changes instants in ascending order
     */
    static BitSet before(List<Instant> changes, History history, Milestone milestone) {
        Reaching reaching = new Reaching(milestone);
        List<Event> events = history.events();
        BitSet before = new BitSet(changes.size());
        int next = 0;
        for (int change = 0; change < changes.size(); change++) {
            while (next < events.size()
                    && events.get(next).at().isBefore(changes.get(change))
                    && !events.get(next).is(Event.CANCELLED)) {
                reaching.happens(events.get(next));
                next++;
            }
            before.set(change, reaching.started && reaching.reached);
        }
        return before;
    }

    private void happens(Event event) {
        boolean anew = EventNames.startsAnew(milestone);
        if ((!started || anew) && EventNames.starts(event, milestone)) {
            started = true;
            reached &= !anew;
        } else if (!reached) {
            boolean once = milestone.every() == null;
            // What happens before the start counts as it does for a clock: only what reaches it, and only if it starts
            // once.
            reached = started
                    ? event.is(Event.RESOLVED) || once && EventNames.reaches(event, milestone)
                    : once && !anew && EventNames.reaches(event, milestone);
        }
    }
}
