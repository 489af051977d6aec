package support.entitlement.web.status;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import support.entitlement.contract.terms.UnusableContractException;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Policy;
import support.entitlement.security.MissingRoleException;
import support.entitlement.sla.CaseClock;
import support.entitlement.sla.ContradictoryEventsException;
import support.entitlement.sla.Event;
import support.entitlement.web.batch.BatchDocument;
import support.entitlement.web.batch.BatchReader;
import support.entitlement.web.batch.DocumentBudget;
import support.entitlement.web.batch.RequestEvaluator;
import support.entitlement.web.evaluation.EvaluationService;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.query.CustomerContracts;
import support.entitlement.web.query.PolicyResolver;
import support.entitlement.web.query.QueryProblems;
import support.entitlement.web.query.QueryReader;
import support.entitlement.web.security.SecurityProblemHandler;
import tools.jackson.databind.JsonNode;

/** Computes the status of cases' milestones, one case at a time. Thread-safe. */
@Component
public class CaseStatusService implements RequestEvaluator.BatchEvaluator<SlaStatusResponse> {

    private static final BatchReader MANY =
            new BatchReader(SlaStatusRequest.StatusBatch.class, "cases", "cases", CaseReader::queryPart);

    /**
     * The maximal number of shared events. They count once for each case, so that a small document could cause much
     * work.
     */
    private static final int MAX_SHARED_EVENTS = 100;

    private final EvaluationService evaluations;
    private final PolicyResolver asked;
    private final CustomerContracts contracts;
    private final SecurityProblemHandler refusals;
    private final Clock clock;

    CaseStatusService(
            EvaluationService evaluations,
            PolicyResolver asked,
            CustomerContracts contracts,
            SecurityProblemHandler refusals,
            Clock clock) {
        this.evaluations = evaluations;
        this.asked = asked;
        this.contracts = contracts;
        this.refusals = refusals;
        this.clock = clock;
    }

    @Override
    public Policy policyInForce() {
        return evaluations.policyInForce();
    }

    /**
     * Answers one case.
     *
     * @param base the pointer to the case in the body
     * @throws ProblemException if it cannot be answered
     */
    @Override
    public SlaStatusResponse answerRequest(JsonNode request, String base, Policy inForce) {
        try {
            return answerCase(request, base, inForce);
        } catch (MissingRoleException e) {
            throw new ProblemException(refusals.refuseRequest(e));
        } catch (DatabaseUnavailableException e) {
            throw new ProblemException(QueryProblems.databaseUnavailable(e));
        } catch (UnusableContractException e) {
            throw new ProblemException(QueryProblems.unusableContract(e, base + "/" + QueryReader.CUSTOMER));
        }
    }

    private SlaStatusResponse answerCase(JsonNode request, String base, Policy inForce) {
        FieldReader fields = new FieldReader(base);
        Policy policy = asked.resolvePolicy(request, fields, inForce);
        if (policy == null) {
            throw new ProblemException(fields.errors());
        }
        CaseReader reader = new CaseReader(base, policy, contracts, clock);
        ParsedCase read = reader.readCase(request);
        if (read == null) {
            throw new ProblemException(reader.errors());
        }
        try {
            return SlaStatusResponse.of(
                    CaseClock.statusesAt(
                            read.promised(),
                            policy.calendars(),
                            read.events(),
                            read.at().toInstant(),
                            policy.pausingEvents()),
                    read,
                    policy);
        } catch (ContradictoryEventsException e) {
            int sent = request.path("events").size();
            String other =
                    e.otherEvent() == null ? "" : " (" + base + eventPointer(read.events(), sent, e.otherEvent()) + ")";
            throw new ProblemException(new FieldProblem(
                    ProblemCode.CONTRADICTORY_EVENTS,
                    base + eventPointer(read.events(), sent, e.event()),
                    e.event().type(),
                    e.getMessage() + other + "."));
        }
    }

    @Override
    public BatchReader batchReader() {
        return MANY;
    }

    @Override
    public List<FieldProblem> errorsIn(BatchDocument document, Policy policy) {
        List<FieldProblem> errors = MANY.errorsIn(document, policy, asked, clock);
        JsonNode shared = document.members().path(BatchReader.DEFAULTS).path("events");
        if (shared.size() > MAX_SHARED_EVENTS) {
            refuseShared(
                    shared,
                    "At most " + MAX_SHARED_EVENTS + " events may be shared by many cases; send the others with each.",
                    errors);
        }
        long changes = shared.valueStream()
                .filter(event -> !FieldReader.isAbsent(event.get("facts")))
                .count();
        if (changes * document.countRequests() > DocumentBudget.MAX_DECISIONS) {
            refuseShared(
                    shared,
                    "Each of these that changes facts takes a decision in each case: " + changes + " times "
                            + document.countRequests() + " are more than the " + DocumentBudget.MAX_DECISIONS
                            + " of one document. Send fewer cases at once.",
                    errors);
        }
        return errors;
    }

    private static void refuseShared(JsonNode shared, String why, List<FieldProblem> errors) {
        errors.add(new FieldProblem(
                ProblemCode.TOO_MANY_EVENTS, "/" + BatchReader.DEFAULTS + "/events", shared.size(), why));
    }

    /**
     * Returns the pointer to an event. The opening may have been sent as a member of the query, and then follows the
     * events that were sent.
     */
    private static String eventPointer(List<Event> events, int sent, Event event) {
        for (int i = 0; i < sent; i++) {
            if (events.get(i) == event) {
                return "/events/" + i;
            }
        }
        return "/openedAt";
    }
}
