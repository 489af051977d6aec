package support.entitlement.web.batch;

import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import support.entitlement.policy.Policy;
import support.entitlement.text.Names;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.MergePatch;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.query.EvaluationRequest;
import support.entitlement.web.query.PolicyResolver;
import support.entitlement.web.query.QueryReader;
import support.entitlement.web.server.BodyLimit;
import tools.jackson.databind.JsonNode;

/** Checks documents of many requests of one kind. Thread-safe. */
public final class BatchReader {

    static final int MAX_REQUESTS = 10_000;
    public static final String DEFAULTS = "defaults";

    private final Names members;
    private final String list;
    private final String sort;
    private final UnaryOperator<JsonNode> query;

    /**
     * Creates a reader.
     *
     * @param form a record with the document's members
     * @param list the member that contains the requests
     * @param sort the word for the requests in messages
     * @param query returns the part of a request that is a query
     */
    public BatchReader(Class<? extends Record> form, String list, String sort, UnaryOperator<JsonNode> query) {
        this.members = EvaluationRequest.fieldsOf(form);
        this.list = list;
        this.sort = sort;
        this.query = query;
    }

    /** The results of many requests, in their order: each is an answer or a problem. */
    public record BatchResults(List<? extends BatchResult<?>> results) {}

    /** Returns the member that contains the requests. */
    String listName() {
        return list;
    }

    /** Returns the errors in the document and its defaults, but not in its requests. */
    public List<FieldProblem> errorsIn(BatchDocument document, Policy inForce, PolicyResolver asked, Clock clock) {
        JsonNode body = document.members();
        FieldReader fields = new FieldReader("");
        if (!body.isObject()) {
            fields.addWrongType("", body, "an object such as {\"defaults\": {…}, \"" + list + "\": [{…}, …]}");
            return fields.errors();
        }
        fields.refuseUnknown(body, "", members);
        JsonNode defaults = fields.readObject(body, DEFAULTS);
        if (defaults != null) {
            fields.errors().addAll(errorsInDefaults(defaults, inForce, asked, clock));
        }
        JsonNode requests = body.path(list);
        if (FieldReader.isAbsent(body.get(list))) {
            fields.addProblem(
                    ProblemCode.MISSING_FIELD,
                    "/" + list,
                    null,
                    "“" + list + "” is required: an array of " + sort + ".");
        } else if (!requests.isArray()) {
            fields.addWrongType("/" + list, requests, "an array");
        } else if (document.hasTooMany()) {
            fields.addProblem(
                    ProblemCode.TOO_MANY_EVALUATIONS,
                    "/" + list + "/" + MAX_REQUESTS,
                    null,
                    "At most " + MAX_REQUESTS + " fit in one request; send more as application/x-ndjson.");
        }
        if (document.tooLong() != null) {
            fields.addProblem(
                    ProblemCode.BODY_TOO_LARGE,
                    document.tooLong(),
                    null,
                    "This is longer than " + BodyLimit.MAX_BYTES + " bytes.");
        }
        return fields.errors();
    }

    private List<FieldProblem> errorsInDefaults(JsonNode defaults, Policy inForce, PolicyResolver asked, Clock clock) {
        FieldReader fields = new FieldReader("/defaults");
        Policy policy = asked.resolvePolicy(defaults, fields, inForce);
        return policy == null
                ? fields.errors()
                : QueryReader.errorsInPart(query.apply(defaults), "/defaults", policy, clock);
    }

    /** Applies a request of a valid document to the defaults as a JSON merge patch (RFC 7396). */
    static JsonNode withDefaults(JsonNode request, BatchDocument document) {
        JsonNode defaults = document.members().path(DEFAULTS);
        return defaults.isObject() ? MergePatch.applyPatch(defaults, request) : request;
    }
}
