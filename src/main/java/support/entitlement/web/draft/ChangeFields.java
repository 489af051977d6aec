package support.entitlement.web.draft;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.draft.change.Axis;
import support.entitlement.draft.change.CellName;
import support.entitlement.table.sheet.CellText;
import support.entitlement.table.sheet.SheetLimits;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldReader;
import tools.jackson.databind.JsonNode;

/**
 * Reads the members of a change: places and texts of cells. What is wrong is added to the errors of the reader, and something
 * harmless is returned. Not thread-safe.
 */
final class ChangeFields {

    private static final String TEXT =
            "text of up to " + SheetLimits.MAX_TEXT_LENGTH + " characters, none of which is a control character";

    private final FieldReader fields;

    ChangeFields(FieldReader fields) {
        this.fields = fields;
    }

    /** Reads a text that must be there. */
    String readName(JsonNode change, String pointer, String field) {
        String text = fields.readText(change.get(field), pointer + "/" + field);
        if (text == null && FieldReader.isAbsent(change.get(field))) {
            addMissing(pointer, field);
        }
        return text == null ? "" : text;
    }

    /** Reads the text of a cell, in normal form. */
    String readText(JsonNode change, String pointer, String field) {
        JsonNode node = change.get(field);
        if (FieldReader.isAbsent(node)) {
            addMissing(pointer, field);
            return "";
        }
        return readCell(node, pointer + "/" + field);
    }

    private String readCell(JsonNode node, String pointer) {
        if (node.isString() && node.stringValue().length() <= SheetLimits.MAX_TEXT_LENGTH) {
            String text = NormalForm.of(node.stringValue());
            if (!CellText.isNoText(text)) {
                return text;
            }
        }
        fields.addWrongType(pointer, node, TEXT);
        return "";
    }

    /** Reads the text of a file. */
    String readFileText(JsonNode change, String pointer, String field) {
        String text = readName(change, pointer, field);
        if (!FieldReader.isStorable(text)) {
            fields.addWrongType(pointer + "/" + field, change.get(field), "text without control characters");
        }
        return text;
    }

    /** Reads lines of cells. */
    List<List<String>> readLines(JsonNode change, String pointer, String field) {
        JsonNode lines = change.get(field);
        if (FieldReader.isAbsent(lines)) {
            addMissing(pointer, field);
            return List.of();
        }
        if (!lines.isArray() || !lines.valueStream().allMatch(JsonNode::isArray)) {
            fields.addWrongType(pointer + "/" + field, lines, "an array of arrays of texts");
            return List.of();
        }
        if (lines.size() > SheetLimits.MAX_ROWS) {
            fields.addWrongType(
                    pointer + "/" + field, lines, "an array of up to " + SheetLimits.MAX_ROWS + " arrays of texts");
            return List.of();
        }
        List<List<String>> read = new ArrayList<>();
        for (int line = 0; line < lines.size() && !fields.isFull(); line++) {
            read.add(readCells(lines.get(line), pointer + "/" + field + "/" + line));
        }
        return read;
    }

    private List<String> readCells(JsonNode line, String pointer) {
        List<String> cells = new ArrayList<>();
        for (int cell = 0; cell < line.size() && !fields.isFull(); cell++) {
            cells.add(readCell(line.get(cell), pointer + "/" + cell));
        }
        return cells;
    }

    /** Reads the name of a cell. */
    CellName readPlace(JsonNode change, String pointer) {
        String text = readName(change, pointer, "cell");
        CellName place = CellName.parse(text)
                .filter(cell -> cell.row() < SheetLimits.MAX_ROWS && cell.column() < SheetLimits.MAX_COLUMNS)
                .orElse(null);
        if (place == null && !text.isEmpty()) {
            fields.addWrongType(
                    pointer + "/cell",
                    change.get("cell"),
                    "the name of a cell from A1 to "
                            + new CellName(SheetLimits.MAX_ROWS - 1, SheetLimits.MAX_COLUMNS - 1));
        }
        return place == null ? new CellName(0, 0) : place;
    }

    /** Reads the position of the first row or column of a change. */
    int readFirst(JsonNode change, String pointer, Axis axis) {
        return axis == Axis.ROW ? readRow(change, pointer, "row") : readColumn(change, pointer, "column");
    }

    /** Reads the position to which rows or columns are moved. */
    int readTarget(JsonNode change, String pointer, Axis axis) {
        return axis == Axis.ROW ? readRow(change, pointer, "to") : readColumn(change, pointer, "to");
    }

    /** Reads the number of a row from 1, and returns it from 0. */
    private int readRow(JsonNode change, String pointer, String field) {
        return readNumber(change, pointer, field, null, SheetLimits.MAX_ROWS) - 1;
    }

    /** Reads a number of rows or columns; 1 if it is not sent. */
    int readCount(JsonNode change, String pointer, Axis axis) {
        int most = axis == Axis.ROW ? SheetLimits.MAX_ROWS : SheetLimits.MAX_COLUMNS;
        return readNumber(change, pointer, "count", 1, most);
    }

    private int readNumber(JsonNode change, String pointer, String field, @Nullable Integer usual, int most) {
        JsonNode node = change.get(field);
        if (FieldReader.isAbsent(node)) {
            if (usual == null) {
                addMissing(pointer, field);
            }
            return 1;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 1 || node.intValue() > most) {
            fields.addWrongType(pointer + "/" + field, node, "a whole number from 1 to " + most);
            return 1;
        }
        return node.intValue();
    }

    /** Reads the letters of a column, and returns its index from 0. */
    private int readColumn(JsonNode change, String pointer, String field) {
        String letters = readName(change, pointer, field);
        Integer column = CellName.parseColumn(letters)
                .filter(index -> index < SheetLimits.MAX_COLUMNS)
                .orElse(null);
        if (column == null && !letters.isEmpty()) {
            fields.addWrongType(
                    pointer + "/" + field,
                    change.get(field),
                    "the letters of a column from A to " + CellName.lettersOf(SheetLimits.MAX_COLUMNS - 1));
        }
        return column == null ? 0 : column;
    }

    private void addMissing(String pointer, String field) {
        fields.addMissingField(pointer.substring(1) + "/" + field, new Names(List.of()));
    }
}
