package support.entitlement.contract.terms;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermScope;
import support.entitlement.decision.Decision;
import support.entitlement.policy.Policy;
import support.entitlement.text.NormalForm;

/**
 * The terms of a contract whose scopes match one published decision. Immutable.
 *
 * @param published the decision without the contract
 * @param policy the policy that made it
 * @param terms the terms that match it
 */
record MatchingTerms(Decision published, Policy policy, List<Term> terms) {

    static MatchingTerms select(Decision published, List<Term> terms, Policy policy) {
        return new MatchingTerms(
                published,
                policy,
                terms.stream()
                        .filter(term -> matchesScope(
                                term.scope(),
                                published,
                                slaCategory(published),
                                published.query().channel()))
                        .toList());
    }

    /** Returns the SLA category of a decision; null if it is not known. */
    static @Nullable String slaCategory(Decision decision) {
        return decision.slaCategory() == null ? null : decision.slaCategory().id();
    }

    /** Returns whether a scope would match the decision if it had this category and this channel. */
    static boolean matchesScope(
            TermScope scope, Decision decision, @Nullable String category, @Nullable String channel) {
        return isAnyOr(scope.issueType(), decision.query().issueType())
                && isAnyOr(scope.slaCategory(), category)
                && isAnyOr(scope.channel(), channel);
    }

    /** Returns whether a scope that names this, or nothing, matches a name. */
    static boolean isAnyOr(@Nullable String named, @Nullable String name) {
        return named == null || NormalForm.areSame(named, name);
    }
}
