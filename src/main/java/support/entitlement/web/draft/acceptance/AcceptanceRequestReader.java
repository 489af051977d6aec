package support.entitlement.web.draft.acceptance;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import support.entitlement.table.acceptance.AcceptedWarnings;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.problem.WarningKey;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.QueryParameters;
import tools.jackson.databind.JsonNode;

/** Reads requests that accept warnings, or take that back. Every wrong field is reported. Single use. */
final class AcceptanceRequestReader {

    private static final Names FIELDS = new Names(List.of("code", "table", "row", "reason"));
    private static final Names PARAMETERS = new Names(List.of("code", "table", "row"));
    private static final Names CODES = new Names(
            Arrays.stream(TableProblemCode.values()).map(Object::toString).toList());

    private final FieldReader fields = new FieldReader("");

    /**
     * Reads the body that accepts a warning.
     *
     * @throws ProblemException if it has errors
     */
    AcceptanceRequest readBody(JsonNode body) {
        if (!body.isObject()) {
            fields.addWrongType("", body, "an object with " + String.join(", ", FIELDS.all()));
            throw new ProblemException(fields.errors());
        }
        fields.refuseUnknown(body, "", FIELDS);
        AcceptanceRequest read = new AcceptanceRequest(
                readCode(readText(body, "code")), readText(body, "table"), readText(body, "row"), readReason(body));
        ProblemException.throwIfAny(fields.errors());
        return read;
    }

    private String readText(JsonNode body, String field) {
        JsonNode node = body.get(field);
        if (FieldReader.isAbsent(node)) {
            fields.addMissingField(field, FIELDS);
        }
        String text = fields.readText(node, "/" + field);
        return text == null ? "" : text;
    }

    private String readCode(String code) {
        if (!code.isEmpty() && !CODES.all().contains(code)) {
            fields.addUnknownName(ProblemCode.WRONG_TYPE, "/code", code, CODES);
        }
        return code;
    }

    private String readReason(JsonNode body) {
        JsonNode node = body.get("reason");
        String reason = NormalForm.of(readText(body, "reason"));
        boolean right = !reason.isEmpty()
                && reason.length() <= AcceptedWarnings.MAX_REASON_LENGTH
                && reason.indexOf('\n') < 0
                && FieldReader.isStorable(reason);
        if (!right && node != null && node.isString()) {
            fields.addWrongType(
                    "/reason",
                    node,
                    "why the warning is meant: a line of text, not blank, of up to "
                            + AcceptedWarnings.MAX_REASON_LENGTH + " letters");
        }
        return reason;
    }

    /**
     * Reads the parameters of an address that name a warning.
     *
     * @throws ProblemException if one is missing or unknown
     */
    static WarningKey readParameters(MultiValueMap<String, String> parameters) {
        List<FieldProblem> errors = QueryParameters.errorsIn(parameters, PARAMETERS);
        WarningKey warning = new WarningKey(
                requireText(parameters, "code", errors),
                requireText(parameters, "table", errors),
                requireText(parameters, "row", errors));
        ProblemException.throwIfAny(errors);
        return warning;
    }

    private static String requireText(
            MultiValueMap<String, String> parameters, String name, List<FieldProblem> errors) {
        @Nullable String text = parameters.getFirst(name);
        if (text == null) {
            errors.add(new FieldProblem(
                    ProblemCode.MISSING_FIELD,
                    "/" + name,
                    null,
                    "“" + name + "” is required: as the warning shows it."));
        }
        return text == null ? "" : text;
    }
}
