package support.entitlement.draft.change;

import java.util.List;
import java.util.Optional;

/** Carries a move of lines over another change along the same axis. Stateless and thread-safe. */
final class MoveCarrier {

    private MoveCarrier() {}

    /** Returns the moves that have the effect of a move after the other change, at most one; empty if the two clash. */
    static Optional<List<Shift.Move>> carryOver(Shift.Move move, Shift other) {
        if (move.isIdle()) {
            return Optional.of(List.of());
        }
        if (other instanceof Shift.Insertion inserted) {
            return Optional.of(List.of(carryOverInsertion(move, inserted)));
        }
        return other instanceof Shift.Deletion deleted
                ? Optional.of(carryOverDeletion(move, deleted))
                : carryOverMove(move, (Shift.Move) other);
    }

    /** Lines that are inserted within the moved ones go with them; lines at the target stand before them. */
    private static Shift.Move carryOverInsertion(Shift.Move move, Shift.Insertion inserted) {
        int gap = inserted.at();
        if (gap > move.at() && gap < move.at() + move.count()) {
            return new Shift.Move(move.at(), move.count() + inserted.count(), move.to());
        }
        int left = gap <= move.at() ? gap : gap - move.count();
        return new Shift.Move(
                gap <= move.at() ? move.at() + inserted.count() : move.at(),
                move.count(),
                left <= move.to() ? move.to() + inserted.count() : move.to());
    }

    private static List<Shift.Move> carryOverDeletion(Shift.Move move, Shift.Deletion deleted) {
        int end = move.at() + move.count();
        int count = move.count() - deleted.countWithin(move.at(), end);
        int before = deleted.countWithin(0, Math.min(move.to(), move.at()))
                + deleted.countWithin(end, end + Math.max(0, move.to() - move.at()));
        return count == 0 ? List.of() : List.of(new Shift.Move(deleted.mapGap(move.at()), count, move.to() - before));
    }

    private static Optional<List<Shift.Move>> carryOverMove(Shift.Move move, Shift.Move other) {
        if (other.isIdle()) {
            return Optional.of(List.of(move));
        }
        if (move.equals(other)) {
            return Optional.of(List.of());
        }
        if (clash(move, other)) {
            return Optional.empty();
        }
        int at = other.mapPosition(move.at()).orElseThrow();
        int target = other.mapGap(move.target());
        return Optional.of(List.of(new Shift.Move(at, move.count(), target <= at ? target : target - move.count())));
    }

    /** Two moves clash if they move one line, or if one leads beside the lines or to the target of the other. */
    private static boolean clash(Shift.Move one, Shift.Move other) {
        boolean overlap = one.at() < other.at() + other.count() && other.at() < one.at() + one.count();
        return overlap || other.touches(one.target()) || one.touches(other.target()) || one.target() == other.target();
    }
}
