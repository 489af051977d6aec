package support.entitlement.web.status;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Contract;
import support.entitlement.decision.Milestone;
import support.entitlement.policy.Policy;
import support.entitlement.sla.Event;
import support.entitlement.text.InstantText;
import support.entitlement.text.Names;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.query.ContractLookup;
import support.entitlement.web.query.EvaluationRequest;
import support.entitlement.web.query.ParsedQuery;
import support.entitlement.web.query.PolicyResolver;
import support.entitlement.web.query.QueryReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parses a case: a query, and the events since. Every wrong field is reported, not only the first.
 *
 * <p>Single use.
 */
final class CaseReader {

    private static final Names CASE = EvaluationRequest.fieldsOf(SlaStatusRequest.class);
    private static final Names QUERY = EvaluationRequest.fieldsOf(EvaluationRequest.class);

    private final String base;
    private final Policy policy;
    private final ContractLookup contracts;
    private final Map<List<@Nullable Object>, Optional<Contract>> known = new HashMap<>();
    private final Clock clock;
    private final FieldReader fields;
    private final CaseEventReader events;
    private @Nullable JsonNode opened;

    CaseReader(String base, Policy policy, ContractLookup contracts, Clock clock) {
        this.base = base;
        this.policy = policy;
        this.contracts = contracts;
        this.clock = clock;
        this.fields = new FieldReader(base);
        this.events = new CaseEventReader(fields);
    }

    /** Returns the errors found. */
    List<FieldProblem> errors() {
        return fields.errors();
    }

    /** Returns the part of a case that is a query. */
    static JsonNode queryPart(JsonNode request) {
        if (!(request instanceof ObjectNode object)) {
            return request;
        }
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        object.properties().stream()
                .filter(member ->
                        !member.getKey().equals("events") && !member.getKey().equals("at"))
                .forEach(member -> query.set(member.getKey(), member.getValue()));
        return query;
    }

    /** Reads the case; returns null if it has errors. */
    @Nullable
    ParsedCase readCase(JsonNode request) {
        if (!request.isObject()) {
            fields.addWrongType("", request, "an object such as {\"plan\": …, \"events\": […]}");
            return null;
        }
        fields.refuseUnknown(request, "", CASE);
        JsonNode query = ((ObjectNode) queryPart(request)).retain(QUERY.all());
        opened = findOpening(request.path("events"));
        if (opened == null && FieldReader.isAbsent(request.get(PolicyResolver.FIELD))) {
            opened = JsonNodeFactory.instance.stringNode(
                    OffsetDateTime.now(clock).toString()); // Without an instant, one time serves all events.
        }
        CaseDecision first = decideOrReport(readQuery(query, ""), false);
        JsonNode instant = request.get("at");
        OffsetDateTime at =
                instant == null || instant.isNull() ? OffsetDateTime.now(clock) : fields.readInstant(instant, "/at");
        List<OffsetDateTime> instants = events.readInstants(request.get("events"));
        if (!fields.errors().isEmpty() || first == null || at == null || instants == null) {
            return null;
        }
        return decideCase(query, first, request.path("events"), instants, at);
    }

    /**
     * Applies changes of facts in the order of their instants, not in that of the request, beginning at the opening.
     */
    private @Nullable ParsedCase decideCase(
            JsonNode query, CaseDecision first, JsonNode events, List<OffsetDateTime> instants, OffsetDateTime at) {
        Event[] read = new Event[instants.size()];
        JsonNode known = query;
        CaseDecision opening = first;
        List<CaseDecision> answers = new ArrayList<>(List.of(first));
        CaseDecision last = first;
        for (CaseFacts facts : CaseFacts.inOrder(events, instants)) {
            FieldProblem contradiction = facts.findContradiction(base);
            if (contradiction != null) {
                fields.errors().add(contradiction);
                return null;
            }
            CaseDecision answer = decideAfter(known, facts);
            if (answer == null) {
                return null;
            }
            known = facts.applyTo(known);
            answers.add(answer);
            opening = facts.opens() ? answer : opening;
            last = facts.at().isAfter(at.toInstant()) ? last : answer;
            for (int event : facts.events()) {
                read[event] = createEvent(events, instants, event, facts.opens() ? null : answer.promisedMilestones());
            }
        }
        for (int i = 0; i < read.length; i++) {
            read[i] = read[i] == null ? createEvent(events, instants, i, null) : read[i];
        }
        answers.add(last);
        return new ParsedCase(opening.promisedMilestones(), answers, withOpening(query, List.of(read)), at);
    }

    private static Event createEvent(
            JsonNode events, List<OffsetDateTime> instants, int number, @Nullable List<Milestone> promised) {
        return new Event(
                events.get(number).get("type").stringValue(),
                instants.get(number).toInstant(),
                promised);
    }

    /**
     * Decides after a change. If several events of one instant changed facts, the error names the one whose facts are
     * wrong by themselves.
     */
    private @Nullable CaseDecision decideAfter(JsonNode known, CaseFacts facts) {
        ParsedQuery parsed = readQuery(facts.applyTo(known), facts.lastPointer());
        if (parsed instanceof ParsedQuery.InvalidQuery && facts.events().size() > 1) {
            parsed = facts.splitByEvent()
                    .map(each -> readQuery(each.applyTo(known), each.lastPointer()))
                    .filter(ParsedQuery.InvalidQuery.class::isInstance)
                    .findFirst()
                    .orElse(parsed);
        }
        return decideOrReport(parsed, true);
    }

    /**
     * Adds the opening, which may be a member of the query as in an evaluation. If it is sent twice, both must be one
     * instant.
     */
    private static List<Event> withOpening(JsonNode query, List<Event> events) {
        if (!query.hasNonNull("openedAt")) {
            return events;
        }
        Instant opened = InstantText.parse(query.get("openedAt").stringValue()).toInstant();
        if (events.stream().anyMatch(event -> event.isOpening() && event.at().equals(opened))) {
            return events;
        }
        List<Event> all = new ArrayList<>(events);
        all.add(new Event(Event.OPENED, opened));
        return all;
    }

    /** Returns the opening instant among the events; null if there is none. Errors in events are reported elsewhere. */
    private static @Nullable JsonNode findOpening(JsonNode events) {
        for (JsonNode event : events) {
            JsonNode at = event.path("at");
            if (Event.isOpening(event.path("type").asString("")) && new FieldReader("").readInstant(at, "") != null) {
                return at;
            }
        }
        return null;
    }

    /** Reads the query. The contract in force at the opening applies to the whole case. */
    private ParsedQuery readQuery(JsonNode query, String pointer) {
        JsonNode complete = query;
        if (opened != null && FieldReader.isAbsent(query.get("openedAt"))) {
            complete = ((ObjectNode) query.deepCopy()).set("openedAt", opened);
        }
        return QueryReader.readQuery(complete, base + pointer, policy, this::inForce, clock);
    }

    private @Nullable CaseDecision decideOrReport(ParsedQuery parsed, boolean factsChanged) {
        if (parsed instanceof ParsedQuery.ValidQuery accepted) {
            return new CaseDecision(accepted.policy().decide(accepted.query()), accepted.policy());
        }
        List<FieldProblem> errors = ((ParsedQuery.InvalidQuery) parsed).errors();
        fields.errors()
                .addAll(
                        factsChanged
                                ? errors.stream().map(CaseReader::explainMerge).toList()
                                : errors);
        return null;
    }

    /**
     * Explains that changed facts are merged into earlier ones, which callers who send only one of two may overlook.
     */
    private static FieldProblem explainMerge(FieldProblem problem) {
        return problem.code() == ProblemCode.IMPACT_AND_CATEGORY
                ? new FieldProblem(
                        problem.code(),
                        problem.pointer(),
                        problem.value(),
                        problem.detail() + " Facts that were sent earlier stay; to remove one, set it to null here.")
                : problem;
    }

    /** Looks up the contract once for all events of a case. */
    private Optional<Contract> inForce(String customer, Instant at, @Nullable Instant asOf) {
        return known.computeIfAbsent(Arrays.asList(customer, at, asOf), any -> contracts.inForce(customer, at, asOf));
    }
}
