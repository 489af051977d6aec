package support.entitlement.table;

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
    String key() {
        return NormalForm.key(name);
    }

    /** The sheet that the cell is on. */
    Place sheet() {
        return new Place(place.file(), place.sheet(), null);
    }
}
