package support.entitlement.web.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Contract;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.contract.terms.ContractDecision.TermChange;

/**
 * A deviation of the contract from the published policy, cited beside the rows of tables.
 *
 * @param part the part of the answer
 * @param of the milestone, channel or term to which it belongs; absent if there is only one such part
 * @param value the value in the contract; null if it removes something
 * @param replaced the published value; null if there is none
 */
public record EvaluationCitation(
        String customer,
        long version,
        String clause,
        String part,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String of,

        @Nullable String value,
        @Nullable String replaced) {

    static EvaluationCitation of(TermChange change, Contract contract) {
        return new EvaluationCitation(
                contract.customer(),
                contract.version(),
                change.clause(),
                change.part().kind().toString(),
                change.part().name(),
                change.value(),
                change.replaced());
    }

    /** Returns the rows that led to the answer, followed by the clauses that prevailed over them. */
    static List<Object> rowsAndClauses(ContractDecision signed, @Nullable Contract contract) {
        List<Object> because = new ArrayList<>(signed.decision().because());
        signed.changes().forEach(change -> because.add(of(change, Objects.requireNonNull(contract))));
        return because;
    }
}
