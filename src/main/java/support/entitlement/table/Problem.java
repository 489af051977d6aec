package support.entitlement.table;

/**
 * Something that is wrong with a table.
 *
 * @param code what sort of problem it is; stable, for programs
 * @param place the file, and the cell if there is one: {@code support-matrix.csv!D14}
 * @param value the text that is wrong
 * @param message what is wrong and what would be right, for people
 */
public record Problem(String code, String place, String value, String message) {

    @Override
    public String toString() {
        return place + (value.isEmpty() ? "" : " “" + value + "”") + ": " + message;
    }
}
