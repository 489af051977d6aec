package support.entitlement.web;

import java.util.List;

/** What an evaluation of many is answered with: the same as if it were asked alone. */
sealed interface EvaluationResult permits EvaluationResponse, ProblemResponse {

    /** The form of {@link ManyReader.Results}, for its documentation. */
    record EvaluationResults(List<EvaluationResult> results) {}
}
