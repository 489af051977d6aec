package support.entitlement.release;

import support.entitlement.table.problem.Severity;

/** No policy is in force: the tables are still being read, or were refused. */
public final class NoPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoPolicyException(PolicyStatus status) {
        super(explainStatus(status));
    }

    private static String explainStatus(PolicyStatus status) {
        PolicyStatus.Refused refused = status.refused();
        if (refused == null) {
            return "The tables are still being read.";
        }
        long errors = refused.problems().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .count();
        return "The tables have " + errors + (errors == 1 ? " error" : " errors")
                + ", so that no policy is in force. GET /v1/policy lists the problems.";
    }
}
