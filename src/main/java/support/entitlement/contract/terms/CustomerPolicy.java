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
 * A policy for one customer at one instant: the published policy, in which the terms of the customer's contract take precedence.
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

    /** Creates the policy for customers without a contract. */
    public static CustomerPolicy ofPublished(Policy policy) {
        return new CustomerPolicy(policy, null, List.of());
    }

    /** Creates the policy for a customer whose contract is in force at an instant, with the terms that hold then. */
    public static CustomerPolicy ofContract(Policy policy, Contract contract, Instant instant) {
        return new CustomerPolicy(policy, contract, contract.termsAt(instant));
    }

    /**
     * Puts terms in the place of parts of a published decision.
     *
     * @param policy the policy that made the decision: its rules decide which terms prevail
     * @throws UnusableContractException if the terms cannot be applied to it
     */
    public static Decision applyTerms(Policy policy, Decision published, List<Term> terms) {
        return terms.isEmpty()
                ? published
                : resolveCalendars(policy, ContractTermApplier.applyTerms(published, terms, policy))
                        .decision();
    }

    /** The policy without the contract. */
    public Policy publishedPolicy() {
        return policy;
    }

    /** The contract; null if there is none. */
    public @Nullable Contract contract() {
        return contract;
    }

    /**
     * Returns the plan of the contract, in the tables' spelling; callers check first that there is a contract.
     *
     * @throws UnusableContractException if no table knows it any more
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
     * Decides a query with only the terms about the allowance, which is counted.
     *
     * @throws UnusableContractException if these terms cannot be applied
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
        return applyTerms(policy.decide(query));
    }

    /** Puts the terms in the place of parts of a published decision of this policy. */
    ContractDecision applyTerms(Decision published) {
        return terms.isEmpty()
                ? new ContractDecision(published, List.of())
                : resolveCalendars(policy, ContractTermApplier.applyTerms(published, terms, policy));
    }

    /** The terms that hold. */
    List<Term> terms() {
        return terms;
    }

    /** Puts the calendars that the query chooses in the place of those that terms name. */
    private static ContractDecision resolveCalendars(Policy policy, ContractDecision signed) {
        return new ContractDecision(policy.calendarChoices().resolve(signed.decision()), signed.changes());
    }
}
