package support.entitlement.web.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.KnownNames;
import support.entitlement.table.CellType;
import support.entitlement.table.Column;
import support.entitlement.table.ColumnWords;
import support.entitlement.table.Input;
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
 * @param input the field or attribute that a condition compares, in one spelling for all tables in which it is the same;
 *     null for others
 * @param operator the comparison of a condition as headers write it; null for others
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
        @Nullable String input,
        @Nullable String operator,
        String keyword,
        String template) {

    /**
     * Describes a column.
     *
     * @param known the names that its cells may hold
     */
    public static ColumnResponse of(Table table, Column column, KnownNames known) {
        CellType type = typeOf(column);
        Column.ConditionColumn condition = column instanceof Column.ConditionColumn tested ? tested : null;
        return new ColumnResponse(
                column.title(),
                kindOf(column),
                Place.columnName(column.index()),
                ColumnWords.describe(table, column),
                type == null ? null : (type == CellType.TEXTS ? CellType.TEXT : type).typeName(),
                type == null ? null : ColumnWords.describeContent(column, type),
                type == CellType.TEXTS
                        || condition != null && condition.operator().takesList(),
                ColumnNames.of(table, column, known),
                condition == null ? null : inputOf(table, condition),
                condition == null ? null : condition.operator().symbol(),
                table.header().keywordOf(column),
                table.header().templateOf(column));
    }

    /** Facts without attributes have names of their own; the others share the fields of the query. */
    private static String inputOf(Table table, Column.ConditionColumn condition) {
        Input input = Input.ofCondition(condition);
        if (input.attribute()) {
            return "attribute[\"" + input.name() + "\"]";
        }
        return table.fact().hasAttributes()
                ? input.name()
                : table.fact().factClass().getSimpleName() + "." + input.name();
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
