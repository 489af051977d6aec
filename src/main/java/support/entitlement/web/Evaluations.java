package support.entitlement.web;

import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import support.entitlement.decision.Decision;
import support.entitlement.policy.Policy;
import support.entitlement.release.CurrentPolicy;
import tools.jackson.databind.JsonNode;

/** Answers requests one by one with the policy in force, and counts what came of them. Thread-safe. */
@Component
class Evaluations implements Answering {

    private static final ManyReader MANY =
            new ManyReader(EvaluationRequest.Many.class, "evaluations", "queries", UnaryOperator.identity());

    private final CurrentPolicy current;
    private final AskedPolicy asked;
    private final EvaluationMetrics metrics;
    private final Clock clock;

    Evaluations(CurrentPolicy current, AskedPolicy asked, EvaluationMetrics metrics, Clock clock) {
        this.current = current;
        this.asked = asked;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * The policy in force, for a request that must see one policy all through.
     *
     * @throws NoPolicyException if there is none
     */
    @Override
    public Policy policy() {
        return current.policy().orElseThrow(() -> new NoPolicyException(current.status()));
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

    /** Answers a document of many requests: {@link ManyReader.Results}, or a {@link ProblemResponse} if it is none. */
    Object evaluateAll(JsonNode body, Policy policy) {
        List<FieldProblem> errors = MANY.errorsIn(body, policy, asked, clock);
        return errors.isEmpty() ? MANY.answerAll(body, policy, this) : reject(errors);
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
        FieldReader fields = new FieldReader(base);
        Policy policy = asked.of(request.get(AskedPolicy.FIELD), fields, inForce);
        if (policy == null) {
            metrics.rejected(System.nanoTime() - start);
            return ProblemResponse.of(fields.errors());
        }
        Reading reading = QueryReader.read(request, base, policy.vocabulary(), clock);
        if (reading instanceof Reading.Rejected rejected) {
            metrics.rejected(System.nanoTime() - start);
            return ProblemResponse.of(rejected.errors());
        }
        Reading.Accepted accepted = (Reading.Accepted) reading;
        Decision decision = policy.decide(accepted.query());
        EvaluationResponse response = timed
                ? EvaluationResponse.of(decision, policy, accepted.openedAt(), accepted.used())
                : EvaluationResponse.timeless(decision, policy);
        metrics.decided(decision, System.nanoTime() - start);
        return response;
    }
}
