package support.entitlement.web.query;

import java.util.List;
import support.entitlement.contract.terms.AmbiguousTermsException;
import support.entitlement.contract.terms.UnusableContractException;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemResponse;

/** Problems of queries that are well-formed, but whose contract or database does not allow an answer. */
public final class QueryProblems {

    private QueryProblems() {}

    /** The problem of a query that needs the database while it cannot be reached. */
    public static ProblemResponse databaseUnavailable(DatabaseUnavailableException e) {
        return ProblemResponse.of(ProblemCode.DATABASE_AWAY, String.valueOf(e.getMessage()));
    }

    /**
     * The problem of a contract that cannot be applied.
     *
     * @param pointer the pointer to the customer whose contract it is
     */
    public static ProblemResponse unusableContract(UnusableContractException e, String pointer) {
        ProblemCode code =
                e instanceof AmbiguousTermsException ? ProblemCode.AMBIGUOUS_TERMS : ProblemCode.UNUSABLE_CONTRACT;
        return ProblemResponse.of(
                List.of(new FieldProblem(code, pointer, null, e.getMessage() + " Store the contract anew.")));
    }
}
