package support.entitlement.web.evaluation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import support.entitlement.web.http.ProblemResponse;

/** Describes the JSON of the answers to many queries: each element is what the query would be answered with alone. */
record EvaluationResults(
        @Schema(
                name = "EvaluationResult",
                oneOf = {EvaluationResponse.class, ProblemResponse.class})
        List<Object> results) {}
