package support.entitlement.web.status;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;
import support.entitlement.web.query.EvaluationRequest;
import support.entitlement.web.query.PolicyResolver;
import tools.jackson.databind.JsonNode;

/** Reads the events of a case, and reports each wrong field. Single use, with its {@link FieldReader}. */
final class CaseEventReader {

    static final int MAX_EVENTS = 10_000;

    private static final int MAX_TYPE_LENGTH = 100;
    private static final Names EVENT = EvaluationRequest.fieldsOf(SlaStatusRequest.CaseEvent.class);

    private final FieldReader fields;

    CaseEventReader(FieldReader fields) {
        this.fields = fields;
    }

    /** Reads the instants of the events, in their order; returns null if these are no list of events. Wrong instants are null. */
    @Nullable
    List<OffsetDateTime> readInstants(@Nullable JsonNode events) {
        if (FieldReader.isAbsent(events)) {
            fields.addProblem(
                    ProblemCode.MISSING_FIELD,
                    "/events",
                    null,
                    "“events” is required: an array of events, such as [{\"type\": \"opened\", \"at\": …}].");
            return null;
        }
        if (!events.isArray()) {
            fields.addWrongType("/events", events, "an array of events");
            return null;
        }
        if (events.size() > MAX_EVENTS) {
            fields.addProblem(
                    ProblemCode.TOO_MANY_EVENTS,
                    "/events",
                    events.size(),
                    "At most " + MAX_EVENTS + " events of a case are looked at.");
            return null;
        }
        List<@Nullable OffsetDateTime> instants = new ArrayList<>();
        for (int i = 0; i < events.size() && !fields.isFull(); i++) {
            instants.add(readEventInstant(events.get(i), "/events/" + i));
        }
        return instants;
    }

    private @Nullable OffsetDateTime readEventInstant(JsonNode event, String pointer) {
        if (!event.isObject()) {
            fields.addWrongType(pointer, event, "an object such as {\"type\": \"paused\", \"at\": …}");
            return null;
        }
        fields.refuseUnknown(event, pointer, EVENT);
        JsonNode type = event.get("type");
        if (type == null || type.isNull()) {
            fields.addProblem(
                    ProblemCode.MISSING_FIELD,
                    pointer + "/type",
                    null,
                    "“type” is required: the kind of event, such as opened, acknowledged, paused or resolved.");
        } else if (!type.isString()
                || NormalForm.of(type.stringValue()).isEmpty()
                || type.stringValue().length() > MAX_TYPE_LENGTH) {
            fields.addWrongType(
                    pointer + "/type", type, "the kind of event, a text of up to " + MAX_TYPE_LENGTH + " letters");
        }
        JsonNode facts = event.get("facts");
        if (facts != null && !facts.isNull() && !facts.isObject()) {
            fields.addWrongType(pointer + "/facts", facts, "an object of members of the query");
        } else if (facts != null && facts.has("openedAt")) {
            fields.addProblem(
                    ProblemCode.UNKNOWN_FIELD,
                    pointer + "/facts/openedAt",
                    Quote.of(facts.get("openedAt")),
                    "The opening is no fact that changes: say it once, by openedAt or by an event “opened”.");
        } else if (facts != null) {
            refusePolicy(facts, pointer, PolicyResolver.FIELD);
            refusePolicy(facts, pointer, PolicyResolver.DRAFT);
        }
        JsonNode at = event.get("at");
        if (at == null || at.isNull()) {
            fields.addProblem(ProblemCode.MISSING_FIELD, pointer + "/at", null, "“at” is required: when it happened.");
            return null;
        }
        return fields.readInstant(at, pointer + "/at");
    }

    private void refusePolicy(JsonNode facts, String pointer, String member) {
        if (facts.has(member)) {
            fields.addProblem(
                    ProblemCode.UNKNOWN_FIELD,
                    pointer + "/facts/" + member,
                    Quote.of(facts.get(member)),
                    "One policy answers a whole case. Send this as a member of the case.");
        }
    }
}
