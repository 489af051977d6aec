package support.entitlement.calendar;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The changes of the clocks of a zone, until the end of the computed timeline. */
final class ClockChanges {

    private ClockChanges() {}

    /**
     * Returns the seconds by which the zone's clocks are ahead of UTC, keyed by the second from which each offset
     * applies.
     */
    static NavigableMap<Long, Integer> listOffsets(ZoneRules rules) {
        NavigableMap<Long, Integer> offsets = new TreeMap<>();
        offsets.put(Instant.MIN.getEpochSecond(), rules.getOffset(Instant.MIN).getTotalSeconds());
        listAll(rules)
                .forEach(change -> offsets.put(
                        change.toEpochSecond(), change.getOffsetAfter().getTotalSeconds()));
        return offsets;
    }

    /** Returns all past changes of the zone's clocks, and all future ones until the end of the computed timeline. */
    static List<ZoneOffsetTransition> listAll(ZoneRules rules) {
        List<ZoneOffsetTransition> changes = new ArrayList<>(rules.getTransitions());
        Instant last = changes.isEmpty()
                ? Instant.EPOCH
                : changes.get(changes.size() - 1).getInstant();
        ZoneOffsetTransition next = rules.nextTransition(last);
        while (next != null && next.toEpochSecond() <= OpenTimeline.LAST_CHANGE) {
            changes.add(next);
            next = rules.nextTransition(next.getInstant());
        }
        return changes;
    }
}
