package support.entitlement.web.draft.publishing;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.draft.DraftRebase;
import support.entitlement.draft.DraftRebase.ConflictPlace;
import support.entitlement.table.sheet.CellText;
import support.entitlement.table.sheet.SheetLimits;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the requests that publish and rebase drafts. Every wrong field is reported. Single use. */
final class DraftDecisionReader {

    private static final int MAX_COMMENT_LENGTH = 10_000;
    private static final Names PUBLICATION = new Names(List.of("comment", "effectiveFrom"));
    private static final Names REBASE = new Names(List.of("take"));
    private static final Names TAKEN = new Names(List.of("file", "sheet", "cell", "value"));

    private final FieldReader fields = new FieldReader("");

    /**
     * Reads the request that publishes a draft.
     *
     * @throws ProblemException if it has errors
     */
    DraftPublicationRequest readPublication(JsonNode body) {
        requireObject(body, "{\"comment\": \"Phone for all\"}");
        fields.refuseUnknown(body, "", PUBLICATION);
        String comment = fields.readText(body.get("comment"), "/comment");
        if (comment != null && (comment.length() > MAX_COMMENT_LENGTH || !FieldReader.isStorable(comment))) {
            fields.addWrongType(
                    "/comment",
                    body.get("comment"),
                    "text of up to " + MAX_COMMENT_LENGTH + " letters, and none that is a control character");
        }
        JsonNode from = body.get("effectiveFrom");
        OffsetDateTime effectiveFrom = FieldReader.isAbsent(from) ? null : fields.readInstant(from, "/effectiveFrom");
        ProblemException.throwIfAny(fields.errors());
        return new DraftPublicationRequest(comment == null ? "" : NormalForm.of(comment), effectiveFrom);
    }

    /**
     * Reads what becomes of the conflicts of a rebase.
     *
     * @throws ProblemException if the request has errors
     */
    Map<ConflictPlace, @Nullable String> readRebase(JsonNode body) {
        requireObject(body, "{\"take\": []}");
        fields.refuseUnknown(body, "", REBASE);
        JsonNode take = body.path("take");
        if (!take.isMissingNode() && !take.isNull() && !take.isArray()) {
            fields.addWrongType("/take", take, "an array of places and their values");
        }
        Map<ConflictPlace, @Nullable String> taken = new HashMap<>();
        for (int i = 0; i < take.size() && !fields.isFull(); i++) {
            readTaken(take.get(i), "/take/" + i, taken);
        }
        ProblemException.throwIfAny(fields.errors());
        return taken;
    }

    private void readTaken(JsonNode taken, String pointer, Map<ConflictPlace, @Nullable String> all) {
        if (!taken.isObject()) {
            fields.addWrongType(
                    pointer, taken, "an object such as {\"file\": \"a.csv\", \"cell\": \"C12\", \"value\": \"\"}");
            return;
        }
        fields.refuseUnknown(taken, pointer, TAKEN);
        String file = fields.readText(taken.get("file"), pointer + "/file");
        String sheet = fields.readText(taken.get("sheet"), pointer + "/sheet");
        String cell = fields.readText(taken.get("cell"), pointer + "/cell");
        String value = readValue(taken.get("value"), pointer + "/value", cell == null);
        if (file == null) {
            fields.addMissingField(pointer.substring(1) + "/file", new Names(List.of()));
        } else {
            all.put(new ConflictPlace(file, sheet, cell), value);
        }
    }

    private @Nullable String readValue(@Nullable JsonNode value, String pointer, boolean isWholeFile) {
        if (isWholeFile) {
            String which = FieldReader.isAbsent(value) || !value.isString() ? "" : value.stringValue();
            if (!which.equals(DraftRebase.TAKE_DRAFT) && !which.equals(DraftRebase.TAKE_RELEASE)) {
                fields.addWrongType(
                        pointer,
                        value == null ? JsonNodeFactory.instance.nullNode() : value,
                        "draft or release: whose file to take");
            }
            return which;
        }
        String text = fields.readText(value, pointer);
        if (text != null && (text.length() > SheetLimits.MAX_TEXT_LENGTH || CellText.isNoText(text))) {
            fields.addWrongType(
                    pointer,
                    JsonNodeFactory.instance.stringNode(text),
                    "text of up to " + SheetLimits.MAX_TEXT_LENGTH
                            + " characters, none of which is a control character");
        }
        return text == null ? null : NormalForm.of(text);
    }

    private void requireObject(JsonNode body, String example) {
        if (!body.isObject()) {
            fields.addWrongType("", body, "an object such as " + example);
            throw new ProblemException(fields.errors());
        }
    }
}
