package support.entitlement.web.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.terms.AnswerPart;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.contract.terms.ContractDecision.TermChange;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Decision;
import support.entitlement.decision.GuaranteeKind;

/**
 * A guarantee: its kind in lower case with hyphens, null if there is only a wording, and the wording of the policy
 * or of the contract. Immutable.
 *
 * @param clause the clause of the contract that changes the guarantee; absent if none does
 * @param replaced the published value that the clause replaces; absent if there is none
 */
record EvaluationGuarantee(
        @Schema(implementation = GuaranteeKind.class) @Nullable
        String kind,

        @Nullable String text,
        @Schema(implementation = Basis.class) String basis,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String clause,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String replaced) {

    /** Returns the guarantee of a decision; null if it has none. */
    static @Nullable EvaluationGuarantee of(ContractDecision signed) {
        Decision.Guarantee guarantee = signed.decision().guarantee();
        if (guarantee == null) {
            return null;
        }
        List<TermChange> changes = signed.changesOf(null, AnswerPart.PartKind.GUARANTEE);
        String clause = ContractDecision.joinClauses(changes);
        return new EvaluationGuarantee(
                guarantee.kind() == null ? null : guarantee.kind().toString(),
                guarantee.text(),
                Basis.ofClause(clause).toString(),
                clause,
                changes.isEmpty() ? null : changes.get(0).replaced());
    }
}
