package support.entitlement.table.problem;

import support.entitlement.text.NormalForm;

/**
 * The identity of a warning, which stays the same when its row is moved or other rows change, and differs once its row, or another
 * row that the warning names, has another meaning.
 *
 * @param code the code of the problem
 * @param table the name of the table
 * @param row the mark of the meaning of its row, or of the warning itself if it is about a whole table, with its counterparts
 */
public record WarningKey(String code, String table, String row) {

    /** Returns true if both are the same warning; the spelling of the table makes no difference. */
    public boolean isSameAs(WarningKey other) {
        return row.equals(other.row) && code.equals(other.code) && NormalForm.areSame(table, other.table);
    }
}
