package support.entitlement.contract.terms;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Contract;
import support.entitlement.contract.Term;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;

/**
 * A policy as it holds for one customer at one instant: what is published, and where their contract says otherwise, the contract.
 * Immutable and thread-safe.
 */
public final class CustomerPolicy {

    private final Policy policy;
    private final @Nullable Contract contract;
    private final List<Term> terms;

    private CustomerPolicy(Policy policy, @Nullable Contract contract, List<Term> terms) {
        this.policy = policy;
        this.contract = contract;
        this.terms = terms;
    }

    /** For whoever has bought a plan: what is published. */
    public static CustomerPolicy ofPublished(Policy policy) {
        return new CustomerPolicy(policy, null, List.of());
    }

    /** For a customer whose contract is in force at an instant, with the terms that hold then. */
    public static CustomerPolicy ofContract(Policy policy, Contract contract, Instant instant) {
        return new CustomerPolicy(policy, contract, contract.termsAt(instant));
    }

    /** What is published. */
    public Policy publishedPolicy() {
        return policy;
    }

    /** The contract; null if there is none. */
    public @Nullable Contract contract() {
        return contract;
    }

    /**
     * The plan of the contract, in the tables' spelling; to be asked only where there is a contract.
     *
     * @throws UnusableContractException if they know it no more
     */
    public String contractPlan() {
        String signed = Objects.requireNonNull(contract).agreement().plan();
        return policy.vocabulary()
                .plans()
                .findSpelling(signed)
                .orElseThrow(() -> new UnusableContractException(
                        "The contract names the plan “" + signed + "”, which the policy has no more."));
    }

    /**
     * Decides what of an answer is counted, and nothing else as it was signed.
     *
     * @throws UnusableContractException if the terms about it cannot be applied
     */
    public ContractDecision decideAllowance(Query query) {
        Decision published = policy.decide(query);
        return terms.isEmpty()
                ? new ContractDecision(published, List.of())
                : ContractTermApplier.applyToAllowance(published, terms, policy);
    }

    /**
     * Decides a query.
     *
     * @throws UnusableContractException if the terms cannot be applied to it
     */
    public ContractDecision decide(Query query) {
        Decision published = policy.decide(query);
        return terms.isEmpty()
                ? new ContractDecision(published, List.of())
                : ContractTermApplier.applyTerms(published, terms, policy);
    }
}
