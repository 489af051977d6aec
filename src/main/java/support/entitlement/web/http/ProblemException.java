package support.entitlement.web.http;

import java.util.List;

/**
 * Ends a request that cannot be answered, with the problem that the caller gets. It has no stack trace: it reports what is
 * wrong with a request, which happens often, and not a failure of the service.
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemResponse problem;

    public ProblemException(ProblemResponse problem) {
        super(problem.code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** A problem that no single field is to blame for. */
    public ProblemException(ProblemCode code, String detail) {
        this(ProblemResponse.of(code, detail));
    }

    /** The problem that these fields make. */
    public ProblemException(List<FieldProblem> errors) {
        this(ProblemResponse.of(errors));
    }

    /** The problem that one field makes. */
    public ProblemException(FieldProblem error) {
        this(List.of(error));
    }

    /** Returns the problem that the caller gets. */
    public ProblemResponse problem() {
        return problem;
    }

    /**
     * Ends the request if anything is wrong with it.
     *
     * @throws ProblemException if there are errors
     */
    public static void throwIfAny(List<FieldProblem> errors) {
        if (!errors.isEmpty()) {
            throw new ProblemException(errors);
        }
    }
}
