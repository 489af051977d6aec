package support.entitlement.web;

import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.customer.Contract;
import support.entitlement.customer.SignedDecision;
import support.entitlement.customer.UnusableContractException;
import support.entitlement.customer.UsageLedger;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.decision.Decision;
import support.entitlement.policy.Policy;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.release.NoPolicyException;
import support.entitlement.security.MissingRoleException;
import tools.jackson.databind.JsonNode;

/** Answers requests one by one with the policy in force, and counts what came of them. Thread-safe. */
@Component
class Evaluations implements Answering.OfMany {

    private static final ManyReader MANY =
            new ManyReader(EvaluationRequest.Batch.class, "evaluations", "queries", UnaryOperator.identity());

    private final CurrentPolicy current;
    private final AskedPolicy asked;
    private final CustomerContracts contracts;
    private final UsageLedger ledger;
    private final EvaluationMetrics metrics;
    private final Refusals refusals;
    private final Clock clock;

    Evaluations(
            CurrentPolicy current,
            AskedPolicy asked,
            CustomerContracts contracts,
            UsageLedger ledger,
            EvaluationMetrics metrics,
            Refusals refusals,
            Clock clock) {
        this.current = current;
        this.asked = asked;
        this.contracts = contracts;
        this.ledger = ledger;
        this.metrics = metrics;
        this.refusals = refusals;
        this.clock = clock;
    }

    /**
     * The policy in force, for a request that must see one policy all through.
     *
     * @throws NoPolicyException if there is none
     */
    @Override
    public Policy policy() {
        return current.orThrow();
    }

    @Override
    public void unreadable() {
        metrics.unreadable();
    }

    /**
     * Answers one request: an {@link EvaluationResponse}, or a {@link ProblemResponse} if it cannot be evaluated.
     *
     * @param base the pointer to the request in the body
     */
    @Override
    public Object answer(JsonNode request, String base, Policy policy) {
        return answer(request, base, policy, true);
    }

    @Override
    public ManyReader many() {
        return MANY;
    }

    @Override
    public List<FieldProblem> errorsIn(ManyDocument document, Policy policy) {
        return MANY.errorsIn(document, policy, asked, clock);
    }

    /** The same answer as to one, without an id and due times: it depends on nothing but the request and the policy. */
    Object timeless(JsonNode request, Policy policy) {
        return answer(request, "", policy, false);
    }

    /** The problem that these fields make of a request before it is evaluated. */
    ProblemResponse reject(List<FieldProblem> errors) {
        unreadable();
        return ProblemResponse.of(errors);
    }

    private Object answer(JsonNode request, String base, Policy inForce, boolean timed) {
        long start = System.nanoTime();
        Object answer;
        try {
            answer = read(request, base, inForce, timed, start);
        } catch (MissingRoleException e) {
            answer = refusals.refuse(e);
        } catch (DatabaseUnavailableException e) {
            answer = ProblemResponse.of(e);
        } catch (UnusableContractException e) {
            answer = ProblemResponse.of(e, base + "/" + QueryReader.CUSTOMER);
        }
        if (answer instanceof ProblemResponse) {
            metrics.rejected(System.nanoTime() - start);
        }
        return answer;
    }

    private Object read(JsonNode request, String base, Policy inForce, boolean timed, long start) {
        FieldReader fields = new FieldReader(base);
        Policy policy = asked.of(request.get(AskedPolicy.FIELD), fields, inForce);
        if (policy == null) {
            return ProblemResponse.of(fields.errors());
        }
        Reading reading = QueryReader.read(request, base, policy, contracts, clock);
        if (reading instanceof Reading.Rejected rejected) {
            return ProblemResponse.of(rejected.errors());
        }
        Reading.Accepted accepted = (Reading.Accepted) reading;
        SignedDecision signed = accepted.policy().decide(accepted.query());
        boolean past = !FieldReader.isAbsent(request.get(AskedPolicy.FIELD));
        AllowanceResponse allowance =
                past ? AllowanceResponse.of(signed, accepted.used()) : allowance(signed, accepted);
        EvaluationResponse response = timed
                ? EvaluationResponse.of(signed, accepted.policy(), accepted.countedFrom(), allowance)
                : EvaluationResponse.timeless(signed, accepted.policy(), allowance);
        metrics.decided(signed.decision(), System.nanoTime() - start);
        return response;
    }

    /**
     * The allowance, with what is left of it: the ledger knows that of customers, and callers may say it of plans. What is counted
     * depends on nothing but the issue type; where the answer allows otherwise because of other facts, nobody counts.
     */
    private @Nullable AllowanceResponse allowance(SignedDecision signed, Reading.Accepted accepted) {
        Contract contract = accepted.policy().contract();
        Decision.Allowance allowed = signed.decision().allowance();
        if (contract == null || allowed == null) {
            return AllowanceResponse.of(signed, accepted.used());
        }
        return ledger.balance(
                        contract.customer(),
                        signed.decision().query().issueType(),
                        accepted.openedAt().toInstant())
                .filter(balance -> balance.grant().isOf(allowed))
                .map(balance -> AllowanceResponse.of(signed, balance))
                .orElseGet(() -> AllowanceResponse.of(signed));
    }
}
