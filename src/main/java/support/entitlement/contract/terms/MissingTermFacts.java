package support.entitlement.contract.terms;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermScope;
import support.entitlement.decision.Decision;
import support.entitlement.decision.MissingFact;

/** Finds facts that were not sent and that decide which terms match. */
final class MissingTermFacts {

    private MissingTermFacts() {}

    /** Returns the facts that the policy needs, and then those that only the terms need. */
    static List<MissingFact> find(Decision published, List<Term> terms) {
        Set<MissingFact> missing = new LinkedHashSet<>(published.missing());
        boolean impactIsMissing = missing.stream().anyMatch(MissingFact::isOfImpact);
        for (Term term : terms) {
            if (!impactIsMissing && needsCategory(term.scope(), published)) {
                missing.add(MissingFact.SLA_CATEGORY);
            }
            if (needsChannel(term.scope(), published)) {
                missing.add(MissingFact.CHANNEL);
            }
        }
        return List.copyOf(missing);
    }

    private static boolean needsCategory(TermScope scope, Decision published) {
        return published.slaCategory() == null
                && scope.slaCategory() != null
                && MatchingTerms.matchesScope(
                        scope, published, scope.slaCategory(), published.query().channel());
    }

    private static boolean needsChannel(TermScope scope, Decision published) {
        return published.query().channel() == null
                && scope.channel() != null
                && MatchingTerms.matchesScope(scope, published, MatchingTerms.slaCategory(published), scope.channel());
    }
}
