package support.entitlement.web.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.draft.change.Axis;
import support.entitlement.draft.change.CellName;
import support.entitlement.draft.change.ChangeDocument;
import support.entitlement.draft.change.DraftChange;
import support.entitlement.policy.precedence.Precedence;
import support.entitlement.text.Names;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.release.upload.UploadFileName;
import tools.jackson.databind.JsonNode;

/** Reads the changes of a draft from a request. Every wrong field is reported. Single use. */
final class ChangeReader {

    /** The maximal number of changes in a request. */
    static final int MAX_CHANGES = 10_000;

    private static final Names FIELDS = new Names(List.of("changes"));
    private static final Names OPERATIONS = new Names(ChangeDocument.OPERATIONS);
    private static final Map<String, Names> FIELDS_OF = Map.of(
            ChangeDocument.SET, fields("sheet", "cell", "before", "after"),
            ChangeDocument.INSERT_ROWS, fields("sheet", "row", "rows"),
            ChangeDocument.DELETE_ROWS, fields("sheet", "row", "count"),
            ChangeDocument.MOVE_ROWS, fields("sheet", "row", "count", "to"),
            ChangeDocument.INSERT_COLUMNS, fields("sheet", "column", "columns"),
            ChangeDocument.DELETE_COLUMNS, fields("sheet", "column", "count"),
            ChangeDocument.MOVE_COLUMN, fields("sheet", "column", "count", "to"),
            ChangeDocument.PUT_FILE, fields("rows"),
            ChangeDocument.PUT_TEXT, fields("text"),
            ChangeDocument.REMOVE_FILE, fields());

    private final FieldReader fields = new FieldReader("");
    private final ChangeFields cells = new ChangeFields(fields);

    private static Names fields(String... more) {
        List<String> names = new ArrayList<>(List.of("op", "file"));
        names.addAll(List.of(more));
        return new Names(names);
    }

    /**
     * Reads the changes of a body.
     *
     * @throws ProblemException if it has errors
     */
    List<DraftChange> readBody(JsonNode body) {
        if (!body.isObject()) {
            fields.addWrongType("", body, "an object such as {\"changes\": []}");
        } else {
            fields.refuseUnknown(body, "", FIELDS);
            checkChanges(body.path("changes"));
        }
        ProblemException.throwIfAny(fields.errors());
        List<DraftChange> changes = readChanges(body.path("changes"));
        ProblemException.throwIfAny(fields.errors());
        return changes;
    }

    private void checkChanges(JsonNode changes) {
        if (FieldReader.isAbsent(changes) || changes.isMissingNode()) {
            fields.addMissingField("changes", FIELDS);
        } else if (!changes.isArray()) {
            fields.addWrongType("/changes", changes, "an array of changes");
        } else if (changes.size() > MAX_CHANGES) {
            fields.addProblem(
                    ProblemCode.TOO_MANY_CHANGES,
                    "/changes",
                    changes.size(),
                    "A request may have up to " + MAX_CHANGES + " changes. Send the rest in another.");
        }
    }

    private List<DraftChange> readChanges(JsonNode sent) {
        List<DraftChange> changes = new ArrayList<>();
        for (int index = 0; index < sent.size() && !fields.isFull(); index++) {
            DraftChange change = readChange(sent.get(index), "/changes/" + index);
            if (change != null) {
                changes.add(change);
            }
        }
        return changes;
    }

    private @Nullable DraftChange readChange(JsonNode change, String pointer) {
        if (!change.isObject()) {
            fields.addWrongType(pointer, change, "an object such as {\"op\": \"set\"}");
            return null;
        }
        String op = fields.readText(change.get("op"), pointer + "/op");
        Names known = op == null ? null : FIELDS_OF.get(op);
        if (known == null) {
            refuseOperation(change, op, pointer);
            return null;
        }
        int before = fields.errors().size();
        fields.refuseUnknown(change, pointer, known);
        String file = cells.readName(change, pointer, "file");
        String sheet = fields.readText(change.get("sheet"), pointer + "/sheet");
        DraftChange read = readOperation(change, pointer, op, file, sheet);
        return fields.errors().size() == before ? read : null;
    }

    private void refuseOperation(JsonNode change, @Nullable String op, String pointer) {
        if (op != null) {
            fields.addUnknownName(ProblemCode.WRONG_TYPE, pointer + "/op", op, OPERATIONS);
        } else if (FieldReader.isAbsent(change.get("op"))) {
            fields.addMissingField(pointer.substring(1) + "/op", OPERATIONS);
        }
    }

    private DraftChange readOperation(JsonNode change, String pointer, String op, String file, @Nullable String sheet) {
        return switch (op) {
            case ChangeDocument.SET -> readCell(change, pointer, file, sheet);
            case ChangeDocument.INSERT_ROWS -> readInsertion(change, pointer, file, sheet, Axis.ROW);
            case ChangeDocument.INSERT_COLUMNS -> readInsertion(change, pointer, file, sheet, Axis.COLUMN);
            case ChangeDocument.DELETE_ROWS -> readDeletion(change, pointer, file, sheet, Axis.ROW);
            case ChangeDocument.DELETE_COLUMNS -> readDeletion(change, pointer, file, sheet, Axis.COLUMN);
            case ChangeDocument.MOVE_ROWS -> readMove(change, pointer, file, sheet, Axis.ROW);
            case ChangeDocument.MOVE_COLUMN -> readMove(change, pointer, file, sheet, Axis.COLUMN);
            default -> readFile(change, pointer, op, file);
        };
    }

    private DraftChange readInsertion(JsonNode change, String pointer, String file, @Nullable String sheet, Axis axis) {
        return new DraftChange.LineInsertion(
                file,
                sheet,
                axis,
                cells.readFirst(change, pointer, axis),
                readLines(change, pointer, axis == Axis.ROW ? "rows" : "columns"));
    }

    private DraftChange readDeletion(JsonNode change, String pointer, String file, @Nullable String sheet, Axis axis) {
        return new DraftChange.LineDeletion(
                file, sheet, axis, cells.readFirst(change, pointer, axis), cells.readCount(change, pointer, axis));
    }

    private DraftChange readMove(JsonNode change, String pointer, String file, @Nullable String sheet, Axis axis) {
        return new DraftChange.LineMove(
                file,
                sheet,
                axis,
                cells.readFirst(change, pointer, axis),
                cells.readCount(change, pointer, axis),
                cells.readTarget(change, pointer, axis));
    }

    private DraftChange readCell(JsonNode change, String pointer, String file, @Nullable String sheet) {
        CellName place = cells.readPlace(change, pointer);
        return new DraftChange.CellChange(
                file,
                sheet,
                place.row(),
                place.column(),
                cells.readText(change, pointer, "before"),
                cells.readText(change, pointer, "after"));
    }

    private List<List<String>> readLines(JsonNode change, String pointer, String field) {
        List<List<String>> lines = cells.readLines(change, pointer, field);
        if (lines.isEmpty() && change.path(field).isArray()) {
            fields.addWrongType(pointer + "/" + field, change.path(field), "an array of at least one");
        }
        return lines;
    }

    private DraftChange readFile(JsonNode change, String pointer, String op, String file) {
        if (op.equals(ChangeDocument.PUT_FILE)) {
            if (!UploadFileName.isValid(file) || !file.endsWith(".csv")) {
                fields.addWrongType(
                        pointer + "/file", change.path("file"), UploadFileName.FORM + "; here one that ends in .csv");
            }
            return new DraftChange.FilePut(file, cells.readLines(change, pointer, "rows"));
        }
        if (op.equals(ChangeDocument.PUT_TEXT)) {
            if (!file.equals(Precedence.FILE)) {
                fields.addWrongType(
                        pointer + "/file", change.path("file"), Precedence.FILE + "; send rows for a table");
            }
            return new DraftChange.TextPut(file, cells.readFileText(change, pointer, "text"));
        }
        return new DraftChange.FileRemoval(file);
    }
}
