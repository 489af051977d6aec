package support.entitlement.table.name;

import support.entitlement.table.problem.Place;
import support.entitlement.text.NormalForm;

/**
 * A name in a cell.
 *
 * @param kind the kind of name, in the words of analysts
 * @param name the name as it is written
 * @param place the cell
 * @param declared true if the table of the cell gives the name its meaning
 */
record NameMention(String kind, String name, Place place, boolean declared) {

    /** Returns the form in which the name is compared with others. */
    String comparisonKey() {
        return NormalForm.key(name);
    }

    /** Returns the sheet of the cell. */
    Place sheetPlace() {
        return new Place(place.file(), place.sheet(), null);
    }
}
