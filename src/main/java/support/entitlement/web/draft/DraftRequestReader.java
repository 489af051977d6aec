package support.entitlement.web.draft;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.draft.Draft;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemException;
import tools.jackson.databind.JsonNode;

/** Reads the request that creates a draft. */
final class DraftRequestReader {

    private static final Names FIELDS = new Names(List.of("name", "basedOn"));

    private final FieldReader fields = new FieldReader("");

    /**
     * Reads the body.
     *
     * @throws ProblemException if it has errors
     */
    DraftRequest readBody(JsonNode body) {
        if (!body.isObject()) {
            fields.addWrongType("", body, "an object such as {\"name\": \"Phone for all\"}");
            throw new ProblemException(fields.errors());
        }
        fields.refuseUnknown(body, "", FIELDS);
        DraftRequest request = new DraftRequest(readName(body.get("name")), readRelease(body.get("basedOn")));
        ProblemException.throwIfAny(fields.errors());
        return request;
    }

    private String readName(@Nullable JsonNode name) {
        if (FieldReader.isAbsent(name)) {
            fields.addMissingField("name", FIELDS);
            return "";
        }
        String text = name.isString() ? NormalForm.of(name.stringValue()) : "";
        if (text.isEmpty()
                || text.length() > Draft.MAX_NAME_LENGTH
                || text.indexOf('\n') >= 0
                || !FieldReader.isStorable(text)) {
            fields.addWrongType(
                    "/name", name, "a line of text, not blank, of up to " + Draft.MAX_NAME_LENGTH + " letters");
        }
        return text;
    }

    private @Nullable Long readRelease(@Nullable JsonNode release) {
        if (FieldReader.isAbsent(release)) {
            return null;
        }
        if (!release.isIntegralNumber() || !release.canConvertToLong()) {
            fields.addWrongType("/basedOn", release, "the number of a release");
            return null;
        }
        return release.longValue();
    }
}
