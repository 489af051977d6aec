package support.entitlement.release;

import java.util.stream.Collectors;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;

/** No policy is in force: the tables are still being read, or were refused. */
public final class NoPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int MOST_ERRORS = 10;

    NoPolicyException(PolicyStatus status) {
        super(explainStatus(status));
    }

    private static String explainStatus(PolicyStatus status) {
        PolicyStatus.Refused refused = status.refused();
        if (refused == null) {
            return "The tables are still being read.";
        }
        return refused.problems().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .limit(MOST_ERRORS)
                .map(Problem::toString)
                .collect(Collectors.joining(" ", "", " GET /v1/policy lists every problem."));
    }
}
