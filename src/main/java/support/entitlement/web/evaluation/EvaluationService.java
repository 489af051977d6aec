package support.entitlement.web.evaluation;

import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.allowance.AllowanceBalance;
import support.entitlement.allowance.UsageLedger;
import support.entitlement.contract.Contract;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.contract.terms.SignedDecisions;
import support.entitlement.contract.terms.UnusableContractException;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.decision.Decision;
import support.entitlement.policy.Policy;
import support.entitlement.release.NoPolicyException;
import support.entitlement.security.MissingRoleException;
import support.entitlement.web.batch.BatchDocument;
import support.entitlement.web.batch.BatchReader;
import support.entitlement.web.batch.RequestEvaluator;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.ProblemResponse;
import support.entitlement.web.query.CustomerContracts;
import support.entitlement.web.query.EvaluationRequest;
import support.entitlement.web.query.ParsedQuery;
import support.entitlement.web.query.PolicyResolver;
import support.entitlement.web.query.QueryProblems;
import support.entitlement.web.query.QueryReader;
import support.entitlement.web.query.RequestPolicy;
import support.entitlement.web.security.SecurityProblemHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Evaluates requests one by one against the policy in force, and counts their outcomes. Thread-safe. */
@Component
public class EvaluationService implements RequestEvaluator.BatchEvaluator<EvaluationResponse> {

    private static final BatchReader MANY = new BatchReader(
            EvaluationRequest.EvaluationBatch.class, "evaluations", "queries", UnaryOperator.identity());

    private final RequestPolicy requested;
    private final PolicyResolver asked;
    private final CustomerContracts contracts;
    private final SignedDecisions decisions;
    private final UsageLedger ledger;
    private final EvaluationMetrics metrics;
    private final SecurityProblemHandler refusals;
    private final AnswerTexts completeTexts;
    private final AnswerTexts minimalTexts;
    private final Clock clock;

    EvaluationService(
            RequestPolicy requested,
            PolicyResolver asked,
            CustomerContracts contracts,
            SignedDecisions decisions,
            UsageLedger ledger,
            EvaluationMetrics metrics,
            SecurityProblemHandler refusals,
            JsonMapper json,
            Clock clock) {
        this.requested = requested;
        this.asked = asked;
        this.contracts = contracts;
        this.decisions = decisions;
        this.ledger = ledger;
        this.metrics = metrics;
        this.refusals = refusals;
        this.completeTexts = new AnswerTexts(json, UnaryOperator.identity());
        this.minimalTexts = new AnswerTexts(json, EvaluationResponse::withoutReasons);
        this.clock = clock;
    }

    /**
     * A form in which decisions are answered.
     *
     * @param <A> the type of the answers
     */
    @FunctionalInterface
    private interface AnswerForm<A> {

        A createAnswer(ContractDecision signed, ParsedQuery.ValidQuery query, @Nullable AllowanceResponse allowance);
    }

    /**
     * Returns the policy in force, for a request that must see a single policy throughout.
     *
     * @throws NoPolicyException if there is none
     */
    @Override
    public Policy policyInForce() {
        return requested.readPolicy();
    }

    @Override
    public void recordUnreadable() {
        metrics.recordUnreadable();
    }

    /**
     * Evaluates one request.
     *
     * @param base the pointer to the request in the body
     * @throws ProblemException if it cannot be evaluated
     */
    @Override
    public EvaluationResponse answerRequest(JsonNode request, String base, Policy policy) {
        return answerRequest(
                request,
                base,
                policy,
                (signed, query, allowance) ->
                        EvaluationResponse.of(signed, query.policy(), query.query(), query.countedFrom(), allowance));
    }

    /**
     * Evaluates the request in a body, and returns its answer as JSON.
     *
     * @param minimal true for an answer without its reasons
     * @throws ProblemException if it cannot be evaluated
     */
    byte[] writeAnswer(JsonNode request, Policy policy, boolean minimal) {
        return answerRequest(request, "", policy, (minimal ? minimalTexts : completeTexts)::writeAnswer);
    }

    @Override
    public BatchReader batchReader() {
        return MANY;
    }

    @Override
    public List<FieldProblem> errorsIn(BatchDocument document, Policy policy) {
        return MANY.errorsIn(document, policy, asked, clock);
    }

    /**
     * Evaluates a request without an id and due times: the answer depends on nothing but the request and the policy, and
     * on the calendars that are open if conditions compare the opening and the request does not say it.
     *
     * @throws ProblemException if it cannot be evaluated
     */
    EvaluationResponse evaluateWithoutTimes(JsonNode request, Policy policy) {
        return answerRequest(
                request,
                "",
                policy,
                (signed, query, allowance) -> EvaluationResponse.withoutTimes(
                        signed,
                        query.policy(),
                        query.query(),
                        query.countedFrom(),
                        !FieldReader.isAbsent(request.get(QueryReader.OPENED_AT)),
                        allowance));
    }

    /** Counts a request that these fields reject before it is evaluated, and returns its problem to throw. */
    public ProblemException rejectRequest(List<FieldProblem> errors) {
        recordUnreadable();
        return new ProblemException(errors);
    }

    private <A> A answerRequest(JsonNode request, String base, Policy inForce, AnswerForm<A> form) {
        long start = System.nanoTime();
        try {
            return evaluateRequest(request, base, inForce, form, start);
        } catch (MissingRoleException e) {
            throw rejectRequest(refusals.refuseRequest(e), request, start);
        } catch (DatabaseUnavailableException e) {
            throw rejectRequest(QueryProblems.databaseUnavailable(e), request, start);
        } catch (UnusableContractException e) {
            throw rejectRequest(QueryProblems.unusableContract(e, base + "/" + QueryReader.CUSTOMER), request, start);
        } catch (ProblemException e) {
            throw rejectRequest(e.problem(), request, start);
        }
    }

    /** Returns the problem to throw. Questions to drafts do not count among those to the policy in force. */
    private ProblemException rejectRequest(ProblemResponse problem, JsonNode request, long start) {
        if (!PolicyResolver.namesDraft(request)) {
            metrics.recordRejection(System.nanoTime() - start);
        }
        return new ProblemException(problem);
    }

    private <A> A evaluateRequest(JsonNode request, String base, Policy inForce, AnswerForm<A> form, long start) {
        FieldReader fields = new FieldReader(base);
        Policy policy = asked.resolvePolicy(request, fields, inForce);
        if (policy == null) {
            throw new ProblemException(fields.errors());
        }
        ParsedQuery reading = QueryReader.readQuery(request, base, policy, contracts, clock);
        if (reading instanceof ParsedQuery.InvalidQuery rejected) {
            throw new ProblemException(rejected.errors());
        }
        ParsedQuery.ValidQuery accepted = (ParsedQuery.ValidQuery) reading;
        boolean isInForce = !PolicyResolver.namesPolicy(request);
        ContractDecision signed = isInForce
                ? decisions.decide(accepted.policy(), accepted.query())
                : accepted.policy().decide(accepted.query());
        AllowanceResponse allowance =
                isInForce ? findAllowance(signed, accepted) : AllowanceResponse.of(signed, accepted.used());
        A answer = form.createAnswer(signed, accepted, allowance);
        if (policy.draft() == null) {
            metrics.recordDecision(signed.decision(), System.nanoTime() - start);
        }
        return answer;
    }

    /**
     * Returns the allowance with its balance: the ledger knows it for customers, and callers may send the used amount
     * for plans. The ledger counts by issue type alone; if other facts change the allowance of this answer, its use is
     * not counted.
     */
    private @Nullable AllowanceResponse findAllowance(ContractDecision signed, ParsedQuery.ValidQuery accepted) {
        Contract contract = accepted.policy().contract();
        Decision.Allowance allowed = signed.decision().allowance();
        if (contract == null || allowed == null) {
            return AllowanceResponse.of(signed, accepted.used());
        }
        List<AllowanceBalance> balances = ledger.findBalances(
                contract.customer(),
                signed.decision().query().issueType(),
                accepted.openedAt().toInstant());
        return areBalancesOf(allowed.allLimits(), balances)
                ? AllowanceResponse.of(signed, balances)
                : AllowanceResponse.of(signed);
    }

    private static boolean areBalancesOf(List<Decision.Allowance> limits, List<AllowanceBalance> balances) {
        return limits.size() == balances.size()
                && IntStream.range(0, limits.size())
                        .allMatch(i -> balances.get(i).grant().matchesAllowance(limits.get(i)));
    }
}
