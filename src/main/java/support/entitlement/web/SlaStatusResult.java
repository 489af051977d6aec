package support.entitlement.web;

import java.util.List;

/** What a question where milestones stand of many is answered with: the same as if it were asked alone. */
sealed interface SlaStatusResult permits SlaStatusResponse, ProblemResponse {

    /** The form of {@link ManyReader.Results}, for its documentation. */
    record SlaStatusResults(List<SlaStatusResult> results) {}
}
