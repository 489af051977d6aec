package support.entitlement.draft.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries the changes of one editor over those of others that came first.
 *
 * @param changes the changes that have their effect afterwards, each with the index of the one that it was
 * @param conflicts the changes that cannot be carried over
 */
public record ChangeMerge(List<CarriedChange> changes, List<Conflict> conflicts) {

    /** A change of somebody else. */
    public record OtherChange(DraftChange change, String by, Instant when) {}

    /** A change in its new place, with the index of the change that it was. */
    public record CarriedChange(int index, DraftChange change) {}

    /**
     * Two changes that clash.
     *
     * @param index the index of the change that cannot be carried over
     * @param mine it, in the places of the sheet when the other one is made
     * @param theirs the other one
     */
    public record Conflict(int index, DraftChange mine, OtherChange theirs) {}

    /**
     * Merges two sequences of changes that begin with the same files. In each, a change refers to what those before it have left.
     *
     * @param mine those that come last
     * @param theirs those that came first
     */
    public static ChangeMerge mergeChanges(List<DraftChange> mine, List<OtherChange> theirs) {
        List<CarriedChange> changes = new ArrayList<>();
        List<Conflict> conflicts = new ArrayList<>();
        List<OtherChange> rest = theirs;
        for (int index = 0; index < mine.size(); index++) {
            try {
                Pair carried = carryOne(mine.get(index), rest);
                for (DraftChange change : carried.mine()) {
                    changes.add(new CarriedChange(index, change));
                }
                rest = carried.theirs();
            } catch (ClashException e) {
                conflicts.add(new Conflict(index, e.mine, e.theirs));
            }
        }
        return new ChangeMerge(List.copyOf(changes), List.copyOf(conflicts));
    }

    /** Two sequences of changes, each of which follows the other as it was. */
    private record Pair(List<DraftChange> mine, List<OtherChange> theirs) {}

    private static Pair carryOne(DraftChange mine, List<OtherChange> theirs) {
        List<DraftChange> carried = List.of(mine);
        List<OtherChange> others = new ArrayList<>(theirs.size());
        for (OtherChange other : theirs) {
            Pair both = carried.size() == 1 ? carryPair(carried.get(0), other) : carryAll(carried, other);
            carried = both.mine();
            others.addAll(both.theirs());
        }
        return new Pair(carried, others);
    }

    private static Pair carryAll(List<DraftChange> mine, OtherChange theirs) {
        List<DraftChange> carried = new ArrayList<>();
        List<OtherChange> rest = List.of(theirs);
        for (DraftChange change : mine) {
            Pair both = carryOne(change, rest);
            carried.addAll(both.mine());
            rest = both.theirs();
        }
        return new Pair(carried, rest);
    }

    private static Pair carryPair(DraftChange mine, OtherChange theirs) {
        if (!mine.file().equals(theirs.change().file())) {
            return new Pair(List.of(mine), List.of(theirs));
        }
        Optional<List<DraftChange>> carried = ChangeCarrier.carryOver(mine, theirs.change());
        Optional<List<DraftChange>> others = ChangeCarrier.carryOver(theirs.change(), mine);
        if (carried.isEmpty() || others.isEmpty()) {
            throw new ClashException(mine, theirs);
        }
        return new Pair(
                carried.get(),
                others.get().stream()
                        .map(change -> new OtherChange(change, theirs.by(), theirs.when()))
                        .toList());
    }

    /** Ends the carrying of one change. It has no stack trace, since it reports no failure. */
    private static final class ClashException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient DraftChange mine;
        private final transient OtherChange theirs;

        ClashException(DraftChange mine, OtherChange theirs) {
            super("Two changes clash", null, false, false);
            this.mine = mine;
            this.theirs = theirs;
        }
    }
}
