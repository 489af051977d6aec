package support.entitlement.web.evaluation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.terms.AnswerPart;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.contract.terms.ContractDecision.TermChange;

/**
 * The clause of a contract that sets an analysts' term, and the published value that it replaces; null if there is
 * none. Immutable.
 */
record EvaluationSignedTerm(String clause, @Nullable String replaced) {

    /** Returns the terms that the contract sets, by name. */
    static Map<String, EvaluationSignedTerm> of(ContractDecision signed) {
        Map<String, EvaluationSignedTerm> terms = new LinkedHashMap<>();
        for (TermChange change : signed.changes()) {
            if (change.part().kind() == AnswerPart.PartKind.TERM) {
                terms.put(change.part().name(), new EvaluationSignedTerm(change.clause(), change.replaced()));
            }
        }
        return terms;
    }
}
