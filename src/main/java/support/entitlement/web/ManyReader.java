package support.entitlement.web;

import java.time.Clock;
import java.util.AbstractList;
import java.util.List;
import java.util.function.UnaryOperator;
import support.entitlement.policy.Policy;
import support.entitlement.table.Names;
import tools.jackson.databind.JsonNode;

/** Reads a document of many requests of one sort, and has each of them answered. */
final class ManyReader {

    static final int MOST_EVALUATIONS = 10_000;

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

    /** The results of many requests, in their order: each an answer or a problem. They are made as they are read, once. */
    record Results(List<Object> results) {}

    /** Has every request of a document without errors answered, each when its result is read: one is held at a time. */
    Results answerAll(JsonNode body, Policy policy, Answering one) {
        return new Results(new AbstractList<>() {
            @Override
            public Object get(int index) {
                return one.answerOneOfMany(request(body, index), "/" + list + "/" + index, policy);
            }

            @Override
            public int size() {
                return body.path(list).size();
            }
        });
    }

    /** What is wrong with the document and its defaults; the requests are not looked at. */
    List<FieldProblem> errorsIn(JsonNode body, Policy inForce, AskedPolicy asked, Clock clock) {
        FieldReader fields = new FieldReader("");
        if (!body.isObject()) {
            fields.wrongType("", body, "an object such as {\"defaults\": {…}, \"" + list + "\": [{…}, …]}");
            return fields.errors();
        }
        fields.refuseUnknown(body, "", members);
        JsonNode defaults = fields.object(body, "defaults");
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
        } else if (requests.size() > MOST_EVALUATIONS) {
            fields.add(
                    ProblemCode.TOO_MANY_EVALUATIONS,
                    "/" + list,
                    requests.size(),
                    "At most " + MOST_EVALUATIONS + " fit in one request; send more as application/x-ndjson.");
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
    private JsonNode request(JsonNode body, int index) {
        JsonNode defaults = body.path("defaults");
        JsonNode request = body.path(list).path(index);
        return defaults.isObject() ? MergePatch.apply(defaults, request) : request;
    }
}
