package support.entitlement.web.evaluation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import support.entitlement.web.http.ProblemResponse;

/** Documents the JSON of the answers to many queries: each element is the answer or problem of a single query. */
record EvaluationResults(
        @Schema(
                name = "EvaluationResult",
                oneOf = {EvaluationResponse.class, ProblemResponse.class})
        List<Object> results) {}
