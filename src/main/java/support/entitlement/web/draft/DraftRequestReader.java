package support.entitlement.web.draft;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.multipart.MultipartFile;
import support.entitlement.text.Names;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.query.EvaluationRequest;
import support.entitlement.web.release.upload.TableUpload;
import support.entitlement.web.release.upload.UploadParser;
import support.entitlement.web.release.upload.UploadReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Parses the request that creates a draft, as JSON or as a form with files. Single use. */
final class DraftRequestReader implements UploadParser<DraftRequest> {

    private static final Names FIELDS = EvaluationRequest.fieldsOf(DraftRequest.DraftCreationRequest.class);
    private static final Names PARTS = new Names(List.of("name", "basedOn", "removed"));
    private static final String DIRECTORY = "directory";

    private final FieldReader fields = new FieldReader("");
    private final UploadReader uploads = new UploadReader(FIELDS, PARTS);

    @Override
    public List<FieldProblem> errors() {
        List<FieldProblem> errors = new ArrayList<>(fields.errors());
        errors.addAll(uploads.errors());
        return errors;
    }

    @Override
    public @Nullable DraftRequest readBody(JsonNode body) {
        TableUpload upload = uploads.readBody(body);
        if (!body.isObject()) {
            return null;
        }
        String name = readName(body.get("name"));
        boolean directory = readFrom(body);
        return toRequest(name, directory, upload);
    }

    @Override
    public @Nullable DraftRequest readForm(Map<String, String[]> texts, MultiValueMap<String, MultipartFile> files)
            throws IOException {
        TableUpload upload = uploads.readForm(texts, files);
        String[] names = texts.get("name");
        String name = readName(names == null ? null : JsonNodeFactory.instance.stringNode(names[0]));
        return toRequest(name, false, upload);
    }

    private @Nullable DraftRequest toRequest(String name, boolean directory, @Nullable TableUpload upload) {
        return upload == null || !fields.errors().isEmpty() ? null : new DraftRequest(name, directory, upload);
    }

    private String readName(@Nullable JsonNode name) {
        if (FieldReader.isAbsent(name)) {
            fields.addMissingField("name", FIELDS);
            return "";
        }
        return DraftName.readName(name, fields);
    }

    private boolean readFrom(JsonNode body) {
        JsonNode from = body.get("from");
        if (FieldReader.isAbsent(from)) {
            return false;
        }
        if (!from.isString() || !from.stringValue().equals(DIRECTORY)) {
            fields.addWrongType("/from", from, "directory, or left out");
        } else if (!FieldReader.isAbsent(body.get("tables")) || !FieldReader.isAbsent(body.get("removed"))) {
            fields.addProblem(
                    ProblemCode.MALFORMED_REQUEST,
                    "/from",
                    DIRECTORY,
                    "A draft has the files of the directory, or those that are sent. Leave one of both out.");
        }
        return true;
    }
}
