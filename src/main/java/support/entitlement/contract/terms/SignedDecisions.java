package support.entitlement.contract.terms;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import support.entitlement.contract.Contract;
import support.entitlement.contract.Term;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;

/**
 * Decides queries of customers, and remembers the decisions for a while: by the published decision, the contract and those of its terms
 * that hold. A remembered decision is the same object each time. Thread-safe.
 */
@Component
public final class SignedDecisions {

    private static final Duration MAX_UNUSED = Duration.ofMinutes(2);

    /** A decision takes some KiB; this much heap is there for each. */
    private static final long HEAP_FOR_A_DECISION = 64 << 10;

    private final Cache<DecisionBasis, ContractDecision> remembered = Caffeine.newBuilder()
            .maximumSize(Runtime.getRuntime().maxMemory() / HEAP_FOR_A_DECISION)
            .expireAfterAccess(MAX_UNUSED)
            .build();

    /**
     * What a decision follows from. The published decision and the contract are told apart by their identity: both are remembered, and
     * comparing their content would take as long as deciding.
     */
    private record DecisionBasis(Decision published, Contract contract, List<Term> terms) {

        @Override
        public boolean equals(Object other) {
            return other instanceof DecisionBasis basis
                    && published == basis.published
                    && contract == basis.contract
                    && terms.equals(basis.terms);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(published) + System.identityHashCode(contract);
        }
    }

    /**
     * Decides a query.
     *
     * @throws UnusableContractException if the terms of the contract cannot be applied to it
     */
    public ContractDecision decide(CustomerPolicy policy, Query query) {
        Decision published = policy.publishedPolicy().decide(query);
        Contract contract = policy.contract();
        return contract == null
                ? policy.applyTerms(published)
                : remembered.get(
                        new DecisionBasis(published, contract, policy.terms()), basis -> policy.applyTerms(published));
    }
}
