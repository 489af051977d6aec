package support.entitlement.web.evaluation;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * What the HTTP benchmark compares the service with: it parses a request and answers without looking at it. The answer is
 * the one to the first request, so that it has the same size.
 */
@Hidden
@Profile("benchmark")
@RestController
class ConstantController {

    private final EvaluationService evaluations;
    private volatile Object answer;

    ConstantController(EvaluationService evaluations) {
        this.evaluations = evaluations;
    }

    @PostMapping("/benchmark/constant")
    Object constant(@RequestBody JsonNode request) {
        if (answer == null) {
            answer = evaluations.answerRequest(request, "", evaluations.policyInForce());
        }
        return answer;
    }
}
