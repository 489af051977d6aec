package support.entitlement.calendar;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The changes of the clocks of a zone, until the end of the computed timeline, and the weeks that they divide. */
final class ClockChanges {

    /** The second at which the timeline of a zone ends that changes its clocks every year. */
    private static final long LAST_CHANGE =
            Instant.parse("2400-01-01T00:00:00Z").getEpochSecond();

    private ClockChanges() {}

    /** Returns the second until which the clocks of a zone are followed. */
    static long endOf(ZoneRules rules) {
        return rules.getTransitionRules().isEmpty() ? Instant.MAX.getEpochSecond() : LAST_CHANGE;
    }

    /**
     * Places weeks that clocks of a zone show on the timeline of UTC.
     *
     * @param local the weeks, keyed by the local second from which each repeats
     * @return the weeks, keyed by the second from which each repeats
     */
    static NavigableMap<Long, Week> placeWeeks(NavigableMap<Long, Week> local, ZoneRules rules) {
        NavigableMap<Long, Week> pieces = new TreeMap<>();
        Map<Integer, Week> regular = new HashMap<>();
        Week week = local.firstEntry().getValue();
        NavigableMap<Long, Integer> offsets = listOffsets(rules);
        offsets.forEach((from, offset) -> {
            Long next = offsets.higherKey(from);
            long until = next == null ? Instant.MAX.getEpochSecond() : next;
            regular.computeIfAbsent(offset, key -> week.shiftedBy(-key));
            pieces.put(from, local.floorEntry(from + offset).getValue());
            local.subMap(from + offset, false, until + offset, false)
                    .forEach((second, piece) -> pieces.put(second - offset, piece));
            pieces.subMap(from, true, until, false)
                    .replaceAll((second, piece) -> piece == week ? regular.get(offset) : piece);
        });
        return pieces;
    }

    /**
     * Returns the seconds by which the zone's clocks are ahead of UTC, keyed by the second from which each offset
     * applies.
     */
    private static NavigableMap<Long, Integer> listOffsets(ZoneRules rules) {
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
        while (next != null && next.toEpochSecond() <= LAST_CHANGE) {
            changes.add(next);
            next = rules.nextTransition(next.getInstant());
        }
        return changes;
    }
}
