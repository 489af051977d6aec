package support.entitlement.web;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import support.entitlement.customer.UnusableContractException;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Policy;
import support.entitlement.security.MissingRoleException;
import support.entitlement.sla.CaseClock;
import support.entitlement.sla.ContradictoryEventsException;
import support.entitlement.sla.Event;
import tools.jackson.databind.JsonNode;

/** Answers where the milestones of cases stand, one case at a time. Thread-safe. */
@Component
class SlaStatuses implements Answering.OfMany {

    private static final ManyReader MANY =
            new ManyReader(SlaStatusRequest.Batch.class, "cases", "cases", CaseReader::query);

    /** They count once for each case, so that a small document could ask for very much. */
    private static final int MOST_SHARED_EVENTS = 100;

    private final Evaluations evaluations;
    private final AskedPolicy asked;
    private final CustomerContracts contracts;
    private final Refusals refusals;
    private final Clock clock;

    SlaStatuses(
            Evaluations evaluations, AskedPolicy asked, CustomerContracts contracts, Refusals refusals, Clock clock) {
        this.evaluations = evaluations;
        this.asked = asked;
        this.contracts = contracts;
        this.refusals = refusals;
        this.clock = clock;
    }

    @Override
    public Policy policy() {
        return evaluations.policy();
    }

    /**
     * Answers one case: a {@link SlaStatusResponse}, or a {@link ProblemResponse} if it cannot be told.
     *
     * @param base the pointer to the case in the body
     */
    @Override
    public Object answer(JsonNode request, String base, Policy inForce) {
        try {
            return status(request, base, inForce);
        } catch (MissingRoleException e) {
            return refusals.refuse(e);
        } catch (DatabaseUnavailableException e) {
            return ProblemResponse.of(e);
        } catch (UnusableContractException e) {
            return ProblemResponse.of(e, base + "/" + QueryReader.CUSTOMER);
        }
    }

    private Object status(JsonNode request, String base, Policy inForce) {
        FieldReader fields = new FieldReader(base);
        Policy policy = asked.of(request.get(AskedPolicy.FIELD), fields, inForce);
        if (policy == null) {
            return ProblemResponse.of(fields.errors());
        }
        CaseReader reader = new CaseReader(base, policy, contracts, clock);
        CaseReader.Case read = reader.read(request);
        if (read == null) {
            return ProblemResponse.of(reader.errors());
        }
        try {
            return SlaStatusResponse.of(
                    CaseClock.status(
                            read.promised(),
                            policy.calendars(),
                            read.events(),
                            read.at().toInstant()),
                    read,
                    policy);
        } catch (ContradictoryEventsException e) {
            int sent = request.path("events").size();
            String other = e.other() == null ? "" : " (" + base + pointer(read.events(), sent, e.other()) + ")";
            return ProblemResponse.of(List.of(new FieldProblem(
                    ProblemCode.CONTRADICTORY_EVENTS,
                    base + pointer(read.events(), sent, e.event()),
                    e.event().type(),
                    e.getMessage() + other + ".")));
        }
    }

    @Override
    public ManyReader many() {
        return MANY;
    }

    @Override
    public List<FieldProblem> errorsIn(ManyDocument document, Policy policy) {
        List<FieldProblem> errors = MANY.errorsIn(document, policy, asked, clock);
        JsonNode shared = document.members().path(ManyReader.DEFAULTS).path("events");
        if (shared.size() > MOST_SHARED_EVENTS) {
            refuseShared(
                    shared,
                    "At most " + MOST_SHARED_EVENTS + " events may be those of many cases; send the others with each.",
                    errors);
        }
        long changes = shared.valueStream()
                .filter(event -> !FieldReader.isAbsent(event.get("facts")))
                .count();
        if (changes * document.count() > Work.MAX_DECISIONS) {
            refuseShared(
                    shared,
                    "Each of these that changes facts takes a decision in each case: " + changes + " times "
                            + document.count() + " are more than the " + Work.MAX_DECISIONS
                            + " of one document. Send fewer cases at once.",
                    errors);
        }
        return errors;
    }

    private static void refuseShared(JsonNode shared, String why, List<FieldProblem> errors) {
        errors.add(new FieldProblem(
                ProblemCode.TOO_MANY_EVENTS, "/" + ManyReader.DEFAULTS + "/events", shared.size(), why));
    }

    /** The place of an event; the opening may have been sent as a member of the query, and then follows those sent. */
    private static String pointer(List<Event> events, int sent, Event event) {
        for (int i = 0; i < sent; i++) {
            if (events.get(i) == event) {
                return "/events/" + i;
            }
        }
        return "/openedAt";
    }
}
