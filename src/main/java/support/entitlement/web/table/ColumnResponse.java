package support.entitlement.web.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.KnownNames;
import support.entitlement.table.CellType;
import support.entitlement.table.Column;
import support.entitlement.table.ColumnWords;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Place;

/**
 * A column of a table.
 *
 * @param title the title that analysts read
 * @param kind a condition, an action or a note
 * @param column its letters in the file
 * @param words the beginning of a sentence that each cell ends
 * @param type the type as which its cells are read and compared; null for notes
 * @param form a description of the cells of this type, in words; null for notes
 * @param list true if a cell holds a list
 * @param names the names and words that its cells may hold, or that the tables know so far; empty if any may stand there
 * @param keyword the cell of its header that says its kind, as it is written
 * @param template the cell of its header that says what it tests or does, as it is written
 */
public record ColumnResponse(
        String title,
        String kind,
        String column,
        String words,
        @Nullable String type,
        @Nullable String form,
        boolean list,
        List<String> names,
        String keyword,
        String template) {

    /**
     * Describes a column.
     *
     * @param known the names that its cells may hold
     */
    public static ColumnResponse of(Table table, Column column, KnownNames known) {
        CellType type = typeOf(column);
        return new ColumnResponse(
                column.title(),
                kindOf(column),
                Place.columnName(column.index()),
                ColumnWords.describe(table, column),
                type == null ? null : (type == CellType.TEXTS ? CellType.TEXT : type).typeName(),
                type == null ? null : ColumnWords.describeContent(column, type),
                type == CellType.TEXTS
                        || column instanceof Column.ConditionColumn condition
                                && condition.operator().takesList(),
                ColumnNames.of(table, column, known),
                table.header().keywordOf(column),
                table.header().templateOf(column));
    }

    private static String kindOf(Column column) {
        if (column instanceof Column.NoteColumn) {
            return "note";
        }
        return column instanceof Column.ConditionColumn ? "condition" : "action";
    }

    private static @Nullable CellType typeOf(Column column) {
        if (column instanceof Column.ConditionColumn condition) {
            return condition.type();
        }
        return column instanceof Column.ActionColumn action ? action.type() : null;
    }
}
