package support.entitlement.table.problem;

import java.util.Collection;
import java.util.List;

/**
 * Another part of the tables that a problem is about beside its own place, such as the row with which a row disagrees. A problem
 * with other counterparts is another problem, even if its place and its code are the same. Immutable.
 */
public sealed interface Counterpart {

    /**
     * A row or a column, at one of its cells. Its meaning counts, and not its position, if it is the row of a table.
     *
     * @param place the cell
     */
    record Cell(Place place) implements Counterpart {}

    /**
     * Words that tell the problem from others, such as a name. They say nothing of positions.
     *
     * @param text the words
     */
    record Words(String text) implements Counterpart {}

    /** Returns the counterparts at these cells. */
    static List<Counterpart> ofCells(Collection<Place> places) {
        return places.stream().<Counterpart>map(Cell::new).toList();
    }
}
