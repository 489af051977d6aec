package support.entitlement.web;

import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import support.entitlement.policy.Policy;
import support.entitlement.table.Names;
import tools.jackson.databind.JsonNode;

/** Checks documents of many requests of one sort. Thread-safe. */
final class ManyReader {

    static final int MOST_EVALUATIONS = 10_000;
    static final String DEFAULTS = "defaults";

    private final Names members;
    private final String list;
    private final String sort;
    private final UnaryOperator<JsonNode> query;

    /**
     * A reader of documents.
     *
     * @param form a record that has the document's members
     * @param list the member that holds the requests
     * @param sort what analysts and callers call them
     * @param query what of a request is a query
     */
    ManyReader(Class<? extends Record> form, String list, String sort, UnaryOperator<JsonNode> query) {
        this.members = EvaluationRequest.fieldsOf(form);
        this.list = list;
        this.sort = sort;
        this.query = query;
    }

    /** The results of many requests, in their order: each an answer or a problem. */
    record Results(List<Object> results) {}

    /** The member that holds the requests. */
    String list() {
        return list;
    }

    /** What is wrong with the document and its defaults; the requests are not looked at. */
    List<FieldProblem> errorsIn(ManyDocument document, Policy inForce, AskedPolicy asked, Clock clock) {
        JsonNode body = document.members();
        FieldReader fields = new FieldReader("");
        if (!body.isObject()) {
            fields.wrongType("", body, "an object such as {\"defaults\": {…}, \"" + list + "\": [{…}, …]}");
            return fields.errors();
        }
        fields.refuseUnknown(body, "", members);
        JsonNode defaults = fields.object(body, DEFAULTS);
        if (defaults != null) {
            fields.errors().addAll(errorsInDefaults(defaults, inForce, asked, clock));
        }
        JsonNode requests = body.path(list);
        if (FieldReader.isAbsent(body.get(list))) {
            fields.add(
                    ProblemCode.MISSING_FIELD,
                    "/" + list,
                    null,
                    "“" + list + "” is required: an array of " + sort + ".");
        } else if (!requests.isArray()) {
            fields.wrongType("/" + list, requests, "an array");
        } else if (document.hasTooMany()) {
            fields.add(
                    ProblemCode.TOO_MANY_EVALUATIONS,
                    "/" + list + "/" + MOST_EVALUATIONS,
                    null,
                    "At most " + MOST_EVALUATIONS + " fit in one request; send more as application/x-ndjson.");
        }
        if (document.tooLong() != null) {
            fields.add(
                    ProblemCode.BODY_TOO_LARGE,
                    document.tooLong(),
                    null,
                    "This is longer than " + BodyLimit.MOST_BYTES + " bytes.");
        }
        return fields.errors();
    }

    private List<FieldProblem> errorsInDefaults(JsonNode defaults, Policy inForce, AskedPolicy asked, Clock clock) {
        FieldReader fields = new FieldReader("/defaults");
        Policy policy = asked.of(defaults.get(AskedPolicy.FIELD), fields, inForce);
        return policy == null
                ? fields.errors()
                : QueryReader.errorsInPart(query.apply(defaults), "/defaults", policy, clock);
    }

    /** A request of a document without errors, applied to the defaults as a JSON merge patch (RFC 7396). */
    static JsonNode withDefaults(JsonNode request, ManyDocument document) {
        JsonNode defaults = document.members().path(DEFAULTS);
        return defaults.isObject() ? MergePatch.apply(defaults, request) : request;
    }
}
