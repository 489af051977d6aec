package support.entitlement.web.evaluation;

import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * The baseline of the HTTP benchmark: it parses a request and ignores it. It always returns the answer to the first
 * request, so that the size is equal.
 */
@Hidden
@Profile("benchmark")
@RestController
class ConstantController {

    private final EvaluationService evaluations;
    private volatile @Nullable EvaluationResponse answer;

    ConstantController(EvaluationService evaluations) {
        this.evaluations = evaluations;
    }

    @PostMapping("/benchmark/constant")
    EvaluationResponse constant(@RequestBody JsonNode request) {
        EvaluationResponse made = answer;
        if (made == null) {
            made = evaluations.answerRequest(request, "", evaluations.policyInForce());
            answer = made;
        }
        return made;
    }
}
