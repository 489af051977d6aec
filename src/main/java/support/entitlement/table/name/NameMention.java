package support.entitlement.table.name;

import support.entitlement.table.problem.Place;
import support.entitlement.text.NormalForm;

/**
 * A name in a cell.
 *
 * @param kind what sort of name it is, in the words of analysts
 * @param name the name as it is written
 * @param place the cell
 * @param declared whether the table of the cell gives the name its meaning
 */
record NameMention(String kind, String name, Place place, boolean declared) {

    /** The form in which the name is compared with others. */
    String comparisonKey() {
        return NormalForm.key(name);
    }

    /** The sheet that the cell is on. */
    Place sheetPlace() {
        return new Place(place.file(), place.sheet(), null);
    }
}
