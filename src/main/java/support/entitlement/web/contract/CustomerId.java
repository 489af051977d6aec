package support.entitlement.web.contract;

import org.jspecify.annotations.Nullable;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;
import tools.jackson.databind.JsonNode;

/** Checks the ids of customers, which stand in addresses. */
final class CustomerId {

    private static final int MAX_LENGTH = 200;
    private static final String NO_PATH_HAS = "/\\;%";

    private CustomerId() {}

    /** Returns an id in normal form; its case counts. Null, and the reader has a problem more, if it is none. */
    static @Nullable String readId(@Nullable JsonNode node, FieldReader fields) {
        String id = node == null || !node.isString() ? "" : node.stringValue();
        String kept = NormalForm.of(id);
        if (!isValid(id, kept)) {
            fields.addProblem(
                    node == null ? ProblemCode.MISSING_FIELD : ProblemCode.WRONG_TYPE,
                    "/customer",
                    node == null ? null : Quote.of(node),
                    "A customer's id has 1 to " + MAX_LENGTH
                            + " characters, no blanks around them, and none that is invisible or one of / \\ ; %.");
            return null;
        }
        return kept;
    }

    private static boolean isValid(String id, String kept) {
        return !NormalForm.key(id).isEmpty()
                && id.length() <= MAX_LENGTH
                && kept.length() <= MAX_LENGTH
                && FieldReader.isStorable(id)
                && id.equals(id.strip())
                && !id.equals(".")
                && !id.equals("..")
                && id.chars().noneMatch(sign -> Character.isISOControl(sign) || NO_PATH_HAS.indexOf(sign) >= 0);
    }
}
