package support.entitlement.web;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import support.entitlement.decision.Decision;
import support.entitlement.policy.Policy;
import support.entitlement.release.CurrentPolicy;
import tools.jackson.databind.JsonNode;

/** Answers requests one by one with the policy in force, and counts what came of them. Thread-safe. */
@Component
class Evaluations {

    private static final Logger LOG = LoggerFactory.getLogger(Evaluations.class);

    private final CurrentPolicy current;
    private final EvaluationMetrics metrics;
    private final Clock clock;

    Evaluations(CurrentPolicy current, EvaluationMetrics metrics, Clock clock) {
        this.current = current;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The results of many evaluations, in their order: each a decision or a problem. */
    record Results(
            @ArraySchema(schema = @Schema(anyOf = {EvaluationResponse.class, ProblemResponse.class}))
            List<Object> results) {}

    /**
     * The policy in force, for a request that must see one policy all through.
     *
     * @throws NoPolicyException if there is none
     */
    Policy policy() {
        return current.policy().orElseThrow(() -> new NoPolicyException(current.status()));
    }

    /**
     * Answers one request: an {@link EvaluationResponse}, or a {@link ProblemResponse} if it cannot be evaluated.
     *
     * @param base the pointer to the request in the body
     */
    Object evaluate(JsonNode request, String base, Policy policy) {
        return answer(request, base, policy, true);
    }

    /** The same for one of many: if the service fails at it, that is its result, and the rest is not spoiled. */
    Object evaluateOneOfMany(JsonNode request, String base, Policy policy) {
        try {
            return evaluate(request, base, policy);
        } catch (RuntimeException e) {
            LOG.error("One evaluation of many failed", e);
            return ProblemResponse.failure();
        }
    }

    /** Answers a document of many requests: {@link Results}, or a {@link ProblemResponse} if it is none. */
    Object evaluateAll(JsonNode body, Policy policy) {
        List<FieldProblem> errors = ManyReader.errorsIn(body, policy.vocabulary(), clock);
        if (!errors.isEmpty()) {
            return reject(errors);
        }
        int size = body.path("evaluations").size();
        List<Object> results = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            results.add(evaluateOneOfMany(ManyReader.request(body, i), "/evaluations/" + i, policy));
        }
        return new Results(results);
    }

    /** The same answer as to one, without an id and due times: it depends on nothing but the request and the policy. */
    Object timeless(JsonNode request, Policy policy) {
        return answer(request, "", policy, false);
    }

    /** The problem that these fields make of a request before it is evaluated. */
    ProblemResponse reject(List<FieldProblem> errors) {
        metrics.unreadable();
        return ProblemResponse.of(errors);
    }

    private Object answer(JsonNode request, String base, Policy policy, boolean timed) {
        long start = System.nanoTime();
        Reading reading = QueryReader.read(request, base, policy.vocabulary(), clock);
        if (reading instanceof Reading.Rejected rejected) {
            metrics.rejected(System.nanoTime() - start);
            return ProblemResponse.of(rejected.errors());
        }
        Reading.Accepted accepted = (Reading.Accepted) reading;
        Decision decision = policy.decide(accepted.query());
        EvaluationResponse response = timed
                ? EvaluationResponse.of(decision, policy, accepted.openedAt())
                : EvaluationResponse.timeless(decision, policy);
        metrics.decided(decision, System.nanoTime() - start);
        return response;
    }
}
