package support.entitlement.contract.terms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import support.entitlement.contract.Term;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;

/**
 * Decides queries of customers by the policy in force, and remembers the decisions for a while: by the published decision and the terms
 * that hold. A remembered decision is the same object each time, also for customers who have equal terms. Thread-safe.
 */
@Component
public final class SignedDecisions {

    private static final Duration MAX_UNUSED = Duration.ofMinutes(2);

    private static final int PART_OF_HEAP = 20;

    /** As measured, without what follows from the terms. */
    private static final int KILOBYTES_OF_A_DECISION = 4;

    private final Cache<DecisionBasis, ContractDecision> remembered = Caffeine.newBuilder()
            // The work after a look-up takes less time than the wake-up of another thread.
            .executor(Runnable::run)
            .maximumWeight(Runtime.getRuntime().maxMemory() / PART_OF_HEAP >> 10)
            .weigher((DecisionBasis basis, ContractDecision decision) ->
                    KILOBYTES_OF_A_DECISION + (Term.countBytes(basis.terms()) >> 10))
            .expireAfterAccess(MAX_UNUSED)
            .build();

    /**
     * The facts that decide. The published decision is told from others by its identity, as it is remembered, too; comparing its content would
     * take as long as deciding.
     */
    private record DecisionBasis(Decision published, List<Term> terms) {

        @Override
        public boolean equals(Object other) {
            return other instanceof DecisionBasis basis
                    && published == basis.published
                    && Term.areAnsweredAlike(terms, basis.terms);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(published) + terms.hashCode();
        }
    }

    /**
     * Decides a query.
     *
     * @throws UnusableContractException if the terms of the contract cannot be applied to it
     */
    public ContractDecision decide(CustomerPolicy policy, Query query) {
        Decision published = policy.publishedPolicy().decide(query);
        return policy.contract() == null
                ? policy.applyTerms(published)
                : remembered.get(new DecisionBasis(published, policy.terms()), basis -> policy.applyTerms(published));
    }
}
