package support.entitlement.contract.impact;

import java.util.List;
import java.util.Optional;
import support.entitlement.change.impact.AnswerComparer;
import support.entitlement.change.impact.Direction;
import support.entitlement.change.impact.PartChange;
import support.entitlement.contract.Term;
import support.entitlement.contract.impact.PublishedAnswers.AnswerPair;
import support.entitlement.contract.terms.CustomerPolicy;
import support.entitlement.contract.terms.UnusableContractException;
import support.entitlement.decision.Decision;
import support.entitlement.policy.Policy;

/** Compares answers under the terms of a contract. No answer is worse than any. Not thread-safe; for one search. */
final class SignedAnswers {

    private final Policy before;
    private final Policy after;
    private final AnswerComparer comparer;

    SignedAnswers(Policy before, Policy after, AnswerComparer comparer) {
        this.before = before;
        this.after = after;
        this.comparer = comparer;
    }

    AnswerEffect compareAnswers(AnswerPair published, List<Term> terms) {
        Optional<Decision> old = applyTerms(before, published.before(), terms);
        Optional<Decision> now = applyTerms(after, published.after(), terms);
        if (old.isEmpty() || now.isEmpty()) {
            return comparePresence(old.isPresent(), now.isPresent());
        }
        return AnswerEffect.ofAll(comparer.compareDecisions(old.get(), now.get()).stream()
                .map(PartChange::direction)
                .toList());
    }

    /** Compares whether there is an answer at all. */
    static AnswerEffect comparePresence(boolean before, boolean after) {
        return before == after ? AnswerEffect.NONE : AnswerEffect.of(after ? Direction.BETTER : Direction.WORSE);
    }

    private static Optional<Decision> applyTerms(Policy policy, Decision published, List<Term> terms) {
        try {
            return Optional.of(CustomerPolicy.applyTerms(policy, published, terms));
        } catch (UnusableContractException | IllegalArgumentException e) {
            return Optional.empty(); // The service refuses the query, and says why.
        }
    }
}
