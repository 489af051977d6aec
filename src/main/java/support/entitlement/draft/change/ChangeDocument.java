package support.entitlement.draft.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.draft.change.DraftChange.CellChange;
import support.entitlement.draft.change.DraftChange.FilePut;
import support.entitlement.draft.change.DraftChange.FileRemoval;
import support.entitlement.draft.change.DraftChange.LineChange;
import support.entitlement.draft.change.DraftChange.LineDeletion;
import support.entitlement.draft.change.DraftChange.LineInsertion;
import support.entitlement.draft.change.DraftChange.LineMove;
import support.entitlement.draft.change.DraftChange.TextPut;

/**
 * The JSON of a change, in requests, in answers and in the database. Rows count from 1, as in the file; columns have letters.
 *
 * @param op the kind of change
 * @param name the new name, of a draft that is renamed
 * @param number the number of the release or proposal, of a draft that is based on another, published or proposed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChangeDocument(
        String op,
        @Nullable String file,
        @JsonInclude @Nullable String sheet,
        @Nullable String cell,
        @Nullable String before,
        @Nullable String after,
        @Nullable Integer row,
        @Nullable String column,
        @Nullable Integer count,

        @Schema(
                name = "LinePosition",
                oneOf = {Integer.class, String.class},
                description = "The row, or the letters of the column, that the first moved one has afterwards")
        @Nullable
        Object to,

        @Nullable List<List<String>> rows,
        @Nullable List<List<String>> columns,
        @Nullable String text,
        @Nullable String name,
        @Nullable Long number) {

    public static final String SET = "set";
    public static final String INSERT_ROWS = "insert-rows";
    public static final String DELETE_ROWS = "delete-rows";
    public static final String MOVE_ROWS = "move-rows";
    public static final String INSERT_COLUMNS = "insert-columns";
    public static final String DELETE_COLUMNS = "delete-columns";
    public static final String MOVE_COLUMN = "move-column";
    public static final String PUT_FILE = "put-file";
    public static final String PUT_TEXT = "put-text";
    public static final String REMOVE_FILE = "remove-file";

    /** The operations that a caller may send. */
    public static final List<String> OPERATIONS = List.of(
            SET,
            INSERT_ROWS,
            DELETE_ROWS,
            MOVE_ROWS,
            INSERT_COLUMNS,
            DELETE_COLUMNS,
            MOVE_COLUMN,
            PUT_FILE,
            PUT_TEXT,
            REMOVE_FILE);

    private static final String RENAME = "rename";
    private static final String REBASE = "rebase";
    private static final String REOPEN = "reopened";

    /** Returns the entry for a draft that has a new name. */
    public static ChangeDocument ofName(String name) {
        return ofDraft(RENAME, name, null);
    }

    /** Returns the entry for a draft that is now based on another release, with all its files. */
    public static ChangeDocument ofRebase(long release) {
        return ofNumber(REBASE, release);
    }

    /** Returns the entry for a draft that can be changed again, since its proposal was withdrawn. */
    public static ChangeDocument ofReopening(long proposal) {
        return ofNumber(REOPEN, proposal);
    }

    /**
     * Returns the entry for a draft that is closed.
     *
     * @param op published or proposed
     */
    public static ChangeDocument ofNumber(String op, long number) {
        return ofDraft(op, null, number);
    }

    private static ChangeDocument ofDraft(String op, @Nullable String name, @Nullable Long number) {
        return new ChangeDocument(
                op, null, null, null, null, null, null, null, null, null, null, null, null, name, number);
    }

    /** Returns the document of a change of files. */
    public static ChangeDocument of(DraftChange change) {
        if (change instanceof CellChange cell) {
            return ofCell(cell);
        }
        return change instanceof LineChange lines ? ofLines(lines) : ofFile(change);
    }

    private static ChangeDocument ofCell(CellChange cell) {
        return new ChangeDocument(
                SET,
                cell.file(),
                cell.sheet(),
                new CellName(cell.row(), cell.column()).toString(),
                cell.before(),
                cell.after(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static ChangeDocument ofLines(LineChange lines) {
        boolean rows = lines.axis() == Axis.ROW;
        if (lines instanceof LineInsertion inserted) {
            return ofLines(rows ? INSERT_ROWS : INSERT_COLUMNS, lines, null, null, inserted.lines());
        }
        if (lines instanceof LineDeletion deleted) {
            return ofLines(rows ? DELETE_ROWS : DELETE_COLUMNS, lines, deleted.count(), null, null);
        }
        LineMove moved = (LineMove) lines;
        Object to = rows ? (Object) (moved.to() + 1) : CellName.lettersOf(moved.to());
        Integer count = rows || moved.count() > 1 ? moved.count() : null;
        return ofLines(rows ? MOVE_ROWS : MOVE_COLUMN, lines, count, to, null);
    }

    private static ChangeDocument ofLines(
            String op,
            LineChange lines,
            @Nullable Integer count,
            @Nullable Object to,
            @Nullable List<List<String>> inserted) {
        boolean rows = lines.axis() == Axis.ROW;
        return new ChangeDocument(
                op,
                lines.file(),
                lines.sheet(),
                null,
                null,
                null,
                rows ? lines.at() + 1 : null,
                rows ? null : CellName.lettersOf(lines.at()),
                count,
                to,
                rows ? inserted : null,
                rows ? null : inserted,
                null,
                null,
                null);
    }

    private static ChangeDocument ofFile(DraftChange change) {
        String op = change instanceof FilePut ? PUT_FILE : change instanceof TextPut ? PUT_TEXT : REMOVE_FILE;
        return new ChangeDocument(
                op,
                change.file(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                change instanceof FilePut put ? put.rows() : null,
                null,
                change instanceof TextPut put ? put.text() : null,
                null,
                null);
    }

    /** Returns true if the places of earlier changes have no meaning after this one. */
    public boolean replacesAllFiles() {
        return op.equals(REBASE);
    }

    /**
     * Returns the change of files; empty if it is one of the draft itself.
     *
     * @throws RuntimeException if members are missing, which the service never writes
     */
    public Optional<DraftChange> toChange() {
        return switch (op) {
            case SET -> Optional.of(toCellChange());
            case INSERT_ROWS -> Optional.of(new LineInsertion(need(file), sheet, Axis.ROW, need(row) - 1, need(rows)));
            case INSERT_COLUMNS ->
                Optional.of(new LineInsertion(need(file), sheet, Axis.COLUMN, columnIndex(), need(columns)));
            case DELETE_ROWS -> Optional.of(new LineDeletion(need(file), sheet, Axis.ROW, need(row) - 1, countOrOne()));
            case DELETE_COLUMNS ->
                Optional.of(new LineDeletion(need(file), sheet, Axis.COLUMN, columnIndex(), countOrOne()));
            case MOVE_ROWS ->
                Optional.of(
                        new LineMove(need(file), sheet, Axis.ROW, need(row) - 1, countOrOne(), (Integer) need(to) - 1));
            case MOVE_COLUMN ->
                Optional.of(new LineMove(
                        need(file),
                        sheet,
                        Axis.COLUMN,
                        columnIndex(),
                        countOrOne(),
                        CellName.parseColumn((String) need(to)).orElseThrow()));
            case PUT_FILE -> Optional.of(new FilePut(need(file), need(rows)));
            case PUT_TEXT -> Optional.of(new TextPut(need(file), need(text)));
            case REMOVE_FILE -> Optional.of(new FileRemoval(need(file)));
            default -> Optional.empty();
        };
    }

    private CellChange toCellChange() {
        CellName place = CellName.parse(need(cell)).orElseThrow();
        return new CellChange(need(file), sheet, place.row(), place.column(), need(before), need(after));
    }

    private int columnIndex() {
        return CellName.parseColumn(need(column)).orElseThrow();
    }

    private int countOrOne() {
        return count == null ? 1 : count;
    }

    private static <T> T need(@Nullable T member) {
        return Objects.requireNonNull(member);
    }
}
