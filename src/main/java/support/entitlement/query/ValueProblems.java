package support.entitlement.query;

import java.util.Collection;
import java.util.Set;
import support.entitlement.table.CellType;
import support.entitlement.table.FactField;
import support.entitlement.table.value.ChosenThing;
import support.entitlement.text.Names;
import support.entitlement.text.WrittenNumber.AmbiguousNumberException;

/** Receives the problems of one value for a query, and adds the place that its user knows: a pointer, a cell or an option. */
public interface ValueProblems {

    void reportUnknownName(FactField field, String name, Names known);

    /**
     * Reports a value of the wrong type.
     *
     * @param right the types that would be right; at least one
     */
    void reportWrongType(Set<CellType> right);

    /**
     * Reports an attribute that no table compares, so that it affects no answer.
     *
     * @param known the attributes that tables compare
     */
    void reportUnknownAttribute(String name, Collection<String> known);

    /**
     * Reports a second value of one attribute.
     *
     * @param attribute the attribute in the tables' spelling
     */
    void reportRepeatedAttribute(String attribute);

    /**
     * Reports a text that chooses no calendar or no time zone, although the attribute is there to choose one.
     *
     * @param known the names that it may be
     */
    void reportUnknownChoice(ChosenThing thing, String text, Names known);

    /** Reports a number that is too large to be compared. */
    default void reportTooLargeNumber() {
        reportWrongType(Set.of(CellType.NUMBER));
    }

    /**
     * Reports a written date that does not exist, or may be one of two.
     *
     * @param why a sentence that says why
     */
    default void reportBadDate(String why) {
        reportWrongType(Set.of(CellType.DATE));
    }

    /** Reports a written number with two possible values. */
    default void reportAmbiguousNumber(AmbiguousNumberException ambiguous) {
        reportWrongType(Set.of(CellType.NUMBER));
    }
}
