package support.entitlement.web.release.upload;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.multipart.MultipartFile;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;
import support.entitlement.web.query.EvaluationRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Parses an upload of tables. Every wrong field is reported, not only the first; the contents of tables are not checked
 * here.
 *
 * <p>Single use.
 */
public final class UploadReader implements UploadParser<TableUpload> {

    private static final Names FIELDS = EvaluationRequest.fieldsOf(TableUpload.UploadRequest.class);
    private static final Names PARTS =
            new Names(List.of("basedOn", "basedOnRevision", "removed", "comment", "effectiveFrom", "inForceSince"));
    private static final int MAX_COMMENT_LENGTH = 10_000;
    private final FieldReader fields = new FieldReader("");
    private final Names members;
    private final Names parts;
    private final UploadedFiles uploaded = new UploadedFiles(fields);

    /** Creates a reader of tables that are to be checked or published. */
    UploadReader() {
        this(FIELDS, PARTS);
    }

    /**
     * Creates a reader of tables that are part of another request.
     *
     * @param members the members that its JSON may have; those that are no part of an upload are not read
     * @param parts the texts that its form may have, likewise
     */
    public UploadReader(Names members, Names parts) {
        this.members = members;
        this.parts = parts;
    }

    @Override
    public List<FieldProblem> errors() {
        return fields.errors();
    }

    @Override
    public @Nullable TableUpload readBody(JsonNode body) {
        if (!body.isObject()) {
            fields.addWrongType("", body, "an object such as {\"basedOn\": 1, \"tables\": {\"plans.csv\": \"…\"}}");
            return null;
        }
        fields.refuseUnknown(body, "", members);
        JsonNode sent = fields.readObject(body, "tables");
        if (sent != null) {
            uploaded.addTables(sent, "/tables");
        }
        JsonNode gone = body.path("removed");
        if (!gone.isMissingNode() && !gone.isNull() && !gone.isArray()) {
            fields.addWrongType("/removed", gone, "an array of names of files");
        }
        uploaded.addRemovedFiles(gone, "/removed");
        return createUpload(
                body.get("basedOn"),
                body.get("basedOnRevision"),
                body.get("comment"),
                body.get("effectiveFrom"),
                body.get("inForceSince"));
    }

    @Override
    public @Nullable TableUpload readForm(Map<String, String[]> texts, MultiValueMap<String, MultipartFile> files)
            throws IOException {
        texts.forEach((name, values) -> {
            if (!parts.all().contains(name)) {
                fields.errors().add(FieldProblem.unknownField("", name, Quote.of(values[0]), "part", parts));
            } else if (values.length > 1 && !name.equals("removed")) {
                fields.addProblem(
                        ProblemCode.MALFORMED_REQUEST,
                        "/" + name,
                        Quote.of(values[1]),
                        "A part may be sent only once.");
            }
        });
        uploaded.addFiles(files.values().stream().flatMap(List::stream).toList());
        for (String name : texts.getOrDefault("removed", new String[0])) {
            uploaded.addRemovedFile(JsonNodeFactory.instance.stringNode(name), "/removed");
        }
        String basedOn = firstValue(texts, "basedOn");
        return createUpload(
                basedOn != null && basedOn.matches("\\d{1,18}")
                        ? JsonNodeFactory.instance.numberNode(Long.parseLong(basedOn))
                        : toTextNode(basedOn),
                toTextNode(firstValue(texts, "basedOnRevision")),
                toTextNode(firstValue(texts, "comment")),
                toTextNode(firstValue(texts, "effectiveFrom")),
                toTextNode(firstValue(texts, "inForceSince")));
    }

    private @Nullable TableUpload createUpload(
            @Nullable JsonNode basedOn,
            @Nullable JsonNode basedOnRevision,
            @Nullable JsonNode comment,
            @Nullable JsonNode effectiveFrom,
            @Nullable JsonNode inForceSince) {
        Long release = null;
        if (!FieldReader.isAbsent(basedOn)) {
            if (basedOn.isIntegralNumber() && basedOn.canConvertToLong()) {
                release = basedOn.longValue();
            } else {
                fields.addWrongType("/basedOn", basedOn, "the number of a release");
            }
        }
        String revision = null;
        if (!FieldReader.isAbsent(basedOnRevision)) {
            if (basedOnRevision.isString()) {
                revision = basedOnRevision.stringValue();
            } else {
                fields.addWrongType("/basedOnRevision", basedOnRevision, "the revision of a release");
            }
        }
        String why = "";
        if (!FieldReader.isAbsent(comment)) {
            if (comment.isString()
                    && comment.stringValue().length() <= MAX_COMMENT_LENGTH
                    && FieldReader.isStorable(comment.stringValue())) {
                why = NormalForm.of(comment.stringValue());
            } else {
                fields.addWrongType(
                        "/comment",
                        comment,
                        "text of up to " + MAX_COMMENT_LENGTH + " letters, and none that is a control character");
            }
        }
        OffsetDateTime from =
                FieldReader.isAbsent(effectiveFrom) ? null : fields.readInstant(effectiveFrom, "/effectiveFrom");
        OffsetDateTime since =
                FieldReader.isAbsent(inForceSince) ? null : fields.readInstant(inForceSince, "/inForceSince");
        if (from != null && since != null) {
            fields.addProblem(
                    ProblemCode.MALFORMED_REQUEST,
                    "/inForceSince",
                    Quote.of(inForceSince),
                    "Tables have been in force since an instant in the past, or come into force at “effectiveFrom”. Send one of them.");
        }
        return fields.errors().isEmpty()
                ? new TableUpload(release, revision, uploaded.tables(), uploaded.removed(), why, from, since)
                : null;
    }

    private static @Nullable String firstValue(Map<String, String[]> texts, String name) {
        String[] values = texts.get(name);
        return values == null || values.length == 0 || values[0].isBlank() ? null : values[0];
    }

    private static @Nullable JsonNode toTextNode(@Nullable String text) {
        return text == null ? null : JsonNodeFactory.instance.stringNode(text);
    }
}
