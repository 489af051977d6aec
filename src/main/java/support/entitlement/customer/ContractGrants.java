package support.entitlement.customer;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import support.entitlement.customer.Grants.Granted;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Per;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.release.CurrentPolicy;

/**
 * Grants what the policy in force allows the plan of a customer's contract, with the terms of the contract in its place. Nothing
 * is granted for an allowance without a unit or a period: it cannot be counted. Thread-safe.
 */
@Component
final class ContractGrants implements Grants {

    private final Contracts contracts;
    private final CurrentPolicy current;

    ContractGrants(Contracts contracts, CurrentPolicy current) {
        this.contracts = contracts;
        this.current = current;
    }

    @Override
    public Optional<Granted> at(String customer, Instant instant) {
        Policy policy = current.policy().orElse(null);
        return policy == null
                ? Optional.empty()
                : contracts.inForce(customer, instant, null).map(contract -> granted(contract, policy, instant));
    }

    private static Granted granted(Contract contract, Policy policy, Instant instant) {
        CustomerPolicy signed = CustomerPolicy.of(policy, contract, instant);
        List<Grant> grants = policy.vocabulary().issueTypes().all().stream()
                .map(issueType -> new Query(signed.plan(), issueType, null, null, null, null, Map.of()))
                .flatMap(query -> grant(signed.decide(query)).stream())
                .toList();
        Agreement agreement = contract.agreement();
        return new Granted(agreement.zone(), agreement.validFrom(), agreement.validUntil(), grants);
    }

    /** The allowance of an answer, if it has one that can be counted. */
    private static Optional<Grant> grant(SignedDecision signed) {
        Decision decision = signed.decision();
        Decision.Allowance allowance = decision.allowance();
        if (allowance == null || allowance.unit() == null || allowance.per() == null) {
            return Optional.empty();
        }
        String clause = SignedDecision.clauses(signed.changesOfAllowance());
        Per per = allowance.per();
        return Optional.of(new Grant(
                decision.query().issueType(),
                new BigDecimal(allowance.amount().toString()),
                allowance.unit(),
                per,
                allowance.carryOver(),
                allowance.limit(),
                clause == null ? Basis.PUBLISHED : Basis.CONTRACT,
                clause));
    }
}
