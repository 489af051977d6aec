package support.entitlement.web;

import java.time.Clock;
import java.util.List;
import support.entitlement.table.Names;
import support.entitlement.table.Vocabulary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a document of many queries. {@link QueryReader} reads each of them. */
final class ManyReader {

    static final int MOST_EVALUATIONS = 10_000;

    private static final Names FIELDS = EvaluationRequest.fieldsOf(EvaluationRequest.Many.class);

    private ManyReader() {}

    /** What is wrong with the document and its defaults; the queries are not looked at. */
    static List<FieldProblem> errorsIn(JsonNode body, Vocabulary vocabulary, Clock clock) {
        FieldReader fields = new FieldReader("");
        if (!body.isObject()) {
            fields.wrongType("", body, "an object such as {\"defaults\": {…}, \"evaluations\": [{…}, …]}");
            return fields.errors();
        }
        fields.refuseUnknown(body, "", FIELDS);
        JsonNode defaults = fields.object(body, "defaults");
        if (defaults != null) {
            fields.errors().addAll(QueryReader.errorsInPart(defaults, "/defaults", vocabulary, clock));
        }
        JsonNode requests = body.path("evaluations");
        if (FieldReader.isAbsent(body.get("evaluations"))) {
            fields.add(
                    ProblemCode.MISSING_FIELD, "/evaluations", null, "“evaluations” is required: an array of queries.");
        } else if (!requests.isArray()) {
            fields.wrongType("/evaluations", requests, "an array");
        } else if (requests.size() > MOST_EVALUATIONS) {
            fields.add(
                    ProblemCode.TOO_MANY_EVALUATIONS,
                    "/evaluations",
                    requests.size(),
                    "At most " + MOST_EVALUATIONS + " fit in one request; send more as application/x-ndjson.");
        }
        return fields.errors();
    }

    /** A query of a document without errors, applied to the defaults as a JSON merge patch (RFC 7396). */
    static JsonNode request(JsonNode body, int index) {
        JsonNode defaults = body.path("defaults");
        JsonNode request = body.path("evaluations").path(index);
        return defaults.isObject() ? merged(defaults, request) : request;
    }

    private static JsonNode merged(JsonNode defaults, JsonNode request) {
        if (!request.isObject()) {
            return request;
        }
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        if (defaults.isObject()) {
            defaults.properties().forEach(entry -> merged.set(entry.getKey(), entry.getValue()));
        }
        request.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                merged.remove(entry.getKey());
            } else {
                merged.set(entry.getKey(), merged(defaults.path(entry.getKey()), entry.getValue()));
            }
        });
        return merged;
    }
}
