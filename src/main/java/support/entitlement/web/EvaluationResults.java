package support.entitlement.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Describes the JSON of the answers to many queries: each element is what the query would be answered with alone. */
record EvaluationResults(
        @Schema(
                name = "EvaluationResult",
                oneOf = {EvaluationResponse.class, ProblemResponse.class})
        List<Object> results) {}
