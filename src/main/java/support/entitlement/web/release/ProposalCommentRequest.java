package support.entitlement.web.release;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.draft.change.CellName;
import support.entitlement.release.proposal.ProposalComment;
import support.entitlement.release.proposal.ProposalComment.CommentedPlace;
import support.entitlement.table.sheet.SheetLimits;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import tools.jackson.databind.JsonNode;

/** The JSON of a comment that somebody makes. */
record ProposalCommentRequest(
        @Schema(description = "The file that it is about; null for the whole proposal") @Nullable
        String file,

        @Schema(description = "The sheet of a workbook; null otherwise") @Nullable
        String sheet,

        @Schema(description = "The cell, such as B8; null for the whole file") @Nullable
        String cell,

        @Schema(description = "The words, up to 2,000 characters")
        String text) {

    private static final Names FIELDS = new Names(List.of("file", "sheet", "cell", "text"));
    private static final int MAX_SHEET_LENGTH = 100;

    /**
     * Reads a body.
     *
     * @param files the names of the files that it may be about
     * @throws ProblemException if it has errors
     */
    static ProposalCommentRequest readBody(JsonNode body, Set<String> files) {
        FieldReader fields = new FieldReader("");
        if (!body.isObject()) {
            fields.addWrongType(
                    "", body, "an object such as {\"file\": \"plans.csv\", \"cell\": \"B8\", \"text\": \"…\"}");
            throw new ProblemException(fields.errors());
        }
        fields.refuseUnknown(body, "", FIELDS);
        ProposalCommentRequest read = new ProposalCommentRequest(
                readFile(body, files, fields), readSheet(body, fields), readCell(body, fields), readText(body, fields));
        ProblemException.throwIfAny(fields.errors());
        return read;
    }

    private static @Nullable String readFile(JsonNode body, Set<String> files, FieldReader fields) {
        String file = fields.readText(body.get("file"), "/file");
        if (file != null && !files.contains(file)) {
            fields.addUnknownName(ProblemCode.UNKNOWN_FILE, "/file", file, new Names(List.copyOf(files)));
        }
        return file;
    }

    private static @Nullable String readSheet(JsonNode body, FieldReader fields) {
        String sheet = fields.readText(body.get("sheet"), "/sheet");
        if (sheet != null && (sheet.length() > MAX_SHEET_LENGTH || !FieldReader.isStorable(sheet))) {
            fields.addWrongType("/sheet", body.get("sheet"), "the name of a sheet");
        }
        return sheet;
    }

    private static @Nullable String readCell(JsonNode body, FieldReader fields) {
        String text = fields.readText(body.get("cell"), "/cell");
        if (text == null) {
            return null;
        }
        Optional<CellName> cell = CellName.parse(text)
                .filter(place -> place.row() < SheetLimits.MAX_ROWS && place.column() < SheetLimits.MAX_COLUMNS);
        if (cell.isEmpty() || FieldReader.isAbsent(body.get("file"))) {
            fields.addWrongType("/cell", body.get("cell"), "the name of a cell such as B8, of the file in “file”");
        }
        return cell.map(CellName::toString).orElse(null);
    }

    private static String readText(JsonNode body, FieldReader fields) {
        JsonNode node = body.get("text");
        String sent = fields.readText(node, "/text");
        if (node == null || sent == null) {
            if (FieldReader.isAbsent(node)) {
                fields.addMissingField("text", FIELDS);
            }
            return "";
        }
        String text = NormalForm.of(sent);
        if (text.isEmpty() || text.length() > ProposalComment.MAX_LENGTH || !FieldReader.isStorable(text)) {
            fields.addWrongType(
                    "/text",
                    node,
                    "text, not blank, of up to " + ProposalComment.MAX_LENGTH
                            + " characters, none of which is a control character");
        }
        return text;
    }

    /** Returns the place that it is about. */
    CommentedPlace subject() {
        return new CommentedPlace(file, sheet, cell);
    }
}
