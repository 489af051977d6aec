package support.entitlement.web.release.upload;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.multipart.MultipartFile;
import support.entitlement.policy.precedence.Precedence;
import support.entitlement.table.sheet.FormulaEscape;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.Pointer;
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

    /** The message for an upload with too many files. */
    public static final String TOO_MANY_FILES =
            "An upload may have up to " + TableUpload.MAX_FILES + " files. Those that are not sent stay as they are.";

    private static final Names FIELDS = EvaluationRequest.fieldsOf(TableUpload.UploadRequest.class);
    private static final Names PARTS =
            new Names(List.of("basedOn", "basedOnRevision", "removed", "comment", "effectiveFrom", "inForceSince"));
    private static final int MAX_COMMENT_LENGTH = 10_000;
    private final FieldReader fields = new FieldReader("");
    private final Names members;
    private final Names parts;
    private final Map<String, byte[]> tables = new LinkedHashMap<>();
    private final Set<String> removed = new LinkedHashSet<>();

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
        if (sent != null && areFew(sent.size(), "/tables")) {
            sent.properties().forEach(table -> {
                String pointer = Pointer.toMember("/tables", table.getKey());
                if (isName(table.getKey(), pointer)) {
                    addContent(table.getValue(), pointer, table.getKey());
                }
            });
        }
        JsonNode gone = body.path("removed");
        if (!gone.isMissingNode() && !gone.isNull() && !gone.isArray()) {
            fields.addWrongType("/removed", gone, "an array of names of files");
        }
        if (areFew(gone.size(), "/removed")) {
            for (int i = 0; i < gone.size(); i++) {
                addRemovedFile(gone.get(i), "/removed/" + i);
            }
        }
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
        List<MultipartFile> sent = files.values().stream().flatMap(List::stream).toList();
        if (areFew(sent.size(), "")) {
            for (MultipartFile file : sent) {
                addFile(file);
            }
        }
        for (String name : texts.getOrDefault("removed", new String[0])) {
            addRemovedFile(JsonNodeFactory.instance.stringNode(name), "/removed");
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

    private boolean areFew(int files, String pointer) {
        if (files > TableUpload.MAX_FILES) {
            fields.addProblem(ProblemCode.TOO_MANY_FILES, pointer, files, TOO_MANY_FILES);
        }
        return files <= TableUpload.MAX_FILES;
    }

    /** Adds a file under the name of its part if that names a table, otherwise under the name of the sent file. */
    private void addFile(MultipartFile file) throws IOException {
        String original = file.getOriginalFilename();
        String name = UploadFileName.isValid(file.getName()) || original == null ? file.getName() : original;
        String pointer = Pointer.toMember("", name);
        if (!isName(name, pointer)) {
            return;
        }
        if (tables.containsKey(name)) {
            fields.addProblem(ProblemCode.MALFORMED_REQUEST, pointer, Quote.of(name), "A file may be sent only once.");
        }
        tables.put(name, file.getBytes());
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
        return fields.errors().isEmpty() ? new TableUpload(release, revision, tables, removed, why, from, since) : null;
    }

    private void addRemovedFile(JsonNode name, String pointer) {
        if (!name.isString()) {
            fields.addWrongType(pointer, name, UploadFileName.FORM);
        } else if (isName(name.stringValue(), pointer)) {
            if (tables.containsKey(name.stringValue())) {
                fields.addProblem(
                        ProblemCode.MALFORMED_REQUEST, pointer, Quote.of(name), "The same file is sent as a table.");
            }
            removed.add(name.stringValue());
        }
    }

    /** Adds a table, which is sent as the text of its file or as rows of cells. */
    private void addContent(JsonNode content, String pointer, String name) {
        if (content.isString()) {
            tables.put(name, content.stringValue().getBytes(StandardCharsets.UTF_8));
        } else if (content.isArray() && content.valueStream().allMatch(UploadReader::isRow)) {
            tables.put(name, toCsv(content));
        } else {
            fields.addWrongType(
                    pointer, content, "the text of a CSV file, or an array of rows, each an array of cells");
        }
        if (!name.toLowerCase(Locale.ROOT).endsWith(".csv") && !name.equals(Precedence.FILE)) {
            fields.addProblem(
                    ProblemCode.WRONG_TYPE,
                    pointer,
                    Quote.of(name),
                    "In JSON a table is CSV. Send a workbook as multipart/form-data.");
        }
    }

    private static boolean isRow(JsonNode row) {
        return row.isArray() && row.valueStream().allMatch(JsonNode::isValueNode);
    }

    private static byte[] toCsv(JsonNode rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            rows.forEach(row -> writer.writeRecord(row.valueStream()
                    .map(cell -> FormulaEscape.escapeTypedText(cell.asString("")))
                    .toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private boolean isName(String name, String pointer) {
        if (UploadFileName.isValid(name)) {
            return true;
        }
        fields.addProblem(ProblemCode.WRONG_TYPE, pointer, Quote.of(name), "This must be " + UploadFileName.FORM + ".");
        return false;
    }

    private static @Nullable String firstValue(Map<String, String[]> texts, String name) {
        String[] values = texts.get(name);
        return values == null || values.length == 0 || values[0].isBlank() ? null : values[0];
    }

    private static @Nullable JsonNode toTextNode(@Nullable String text) {
        return text == null ? null : JsonNodeFactory.instance.stringNode(text);
    }
}
