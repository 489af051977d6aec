package support.entitlement.web.release.upload;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.web.multipart.MultipartFile;
import support.entitlement.policy.precedence.Precedence;
import support.entitlement.table.sheet.FormulaEscape;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.Pointer;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;
import tools.jackson.databind.JsonNode;

/**
 * The files of an upload: those that are sent, and the names of those that are removed. Files that an upload may not have
 * are reported as errors of its fields. Serves one upload; not thread-safe.
 */
final class UploadedFiles {

    private final FieldReader fields;
    private final Map<String, byte[]> tables = new LinkedHashMap<>();
    private final Set<String> removed = new LinkedHashSet<>();

    /**
     * Creates the files of an upload, at first none.
     *
     * @param fields receives the errors
     */
    UploadedFiles(FieldReader fields) {
        this.fields = fields;
    }

    /** Returns the files that are sent, by name. */
    Map<String, byte[]> tables() {
        return tables;
    }

    /** Returns the names of the files that are removed. */
    Set<String> removed() {
        return removed;
    }

    /** Adds tables that are sent as the members of a JSON object. */
    void addTables(JsonNode sent, String pointer) {
        if (areFew(sent.size(), pointer)) {
            sent.properties().forEach(table -> {
                String member = Pointer.toMember(pointer, table.getKey());
                if (isName(table.getKey(), member)) {
                    addContent(table.getValue(), member, table.getKey());
                }
            });
        }
    }

    /** Adds files that are sent as parts of a form. */
    void addFiles(List<MultipartFile> sent) throws IOException {
        if (areFew(sent.size(), "")) {
            for (MultipartFile file : sent) {
                addFile(file);
            }
        }
    }

    /** Adds the names of files that are removed, from a JSON array. */
    void addRemovedFiles(JsonNode names, String pointer) {
        if (areFew(names.size(), pointer)) {
            for (int i = 0; i < names.size(); i++) {
                addRemovedFile(names.get(i), pointer + "/" + i);
            }
        }
    }

    /** Adds the name of a file that is removed. */
    void addRemovedFile(JsonNode name, String pointer) {
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

    private boolean areFew(int files, String pointer) {
        if (files > TableUpload.MAX_FILES) {
            fields.addProblem(ProblemCode.TOO_MANY_FILES, pointer, files, TableUpload.TOO_MANY_FILES);
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

    /** Adds a table, which is sent as the text of its file or as rows of cells. */
    private void addContent(JsonNode content, String pointer, String name) {
        if (content.isString()) {
            tables.put(name, content.stringValue().getBytes(StandardCharsets.UTF_8));
        } else if (content.isArray() && content.valueStream().allMatch(UploadedFiles::isRow)) {
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
}
