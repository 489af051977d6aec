package support.entitlement.web.draft;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.draft.Draft;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Reads the names of drafts. */
final class DraftName {

    private static final Names FIELDS = new Names(List.of("name"));

    private DraftName() {}

    /**
     * Reads the name from a merge patch; null if it does not change it.
     *
     * @throws ProblemException if the patch has errors
     */
    static @Nullable String readPatch(JsonNode patch) {
        FieldReader fields = new FieldReader("");
        if (!patch.isObject()) {
            fields.addWrongType("", patch, "an object such as {\"name\": \"Phone for all\"}");
            throw new ProblemException(fields.errors());
        }
        fields.refuseUnknown(patch, "", FIELDS);
        String name = patch.has("name") ? readName(patch.get("name"), fields) : null;
        ProblemException.throwIfAny(fields.errors());
        return name;
    }

    /** Reads the member {@code name}, which must be a name. */
    static String readName(@Nullable JsonNode name, FieldReader fields) {
        String text = name != null && name.isString() ? NormalForm.of(name.stringValue()) : "";
        if (text.isEmpty()
                || text.length() > Draft.MAX_NAME_LENGTH
                || text.indexOf('\n') >= 0
                || !FieldReader.isStorable(text)) {
            fields.addWrongType(
                    "/name",
                    name == null ? NullNode.getInstance() : name,
                    "a line of text, not blank, of up to " + Draft.MAX_NAME_LENGTH + " letters");
        }
        return text;
    }
}
