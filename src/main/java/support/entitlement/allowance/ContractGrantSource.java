package support.entitlement.allowance;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.contract.Agreement;
import support.entitlement.contract.Contract;
import support.entitlement.contract.Contracts;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.contract.terms.CustomerPolicy;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.table.Vocabulary;

/**
 * Grants the allowances that the policy in force gives to the plan of a customer's contract, with the terms of the contract in the
 * place of published ones. An allowance without a unit or a period is not granted, since it cannot be counted. Thread-safe.
 */
@Component
final class ContractGrantSource implements GrantSource {

    private final Contracts contracts;
    private final CurrentPolicy current;

    ContractGrantSource(Contracts contracts, CurrentPolicy current) {
        this.contracts = contracts;
        this.current = current;
    }

    @Override
    public GrantTimeline timelineOf(String customer) {
        Policy policy = current.orThrow();
        List<Contract> versions = contracts.findVersions(customer);
        return new GrantTimeline(
                versions.stream().flatMap(Contract::changeInstants).toList(),
                instant -> Contracts.findInForce(versions, instant)
                        .map(contract -> new ContractGrantTerms(
                                contract.agreement(), CustomerPolicy.ofContract(policy, contract, instant))));
    }

    /** The grants of an agreement while its terms do not change. Not thread-safe. */
    private static final class ContractGrantTerms implements GrantTimeline.GrantTerms {

        private final Agreement agreement;
        private final CustomerPolicy policy;
        private final Map<String, Optional<Grant>> grants = new HashMap<>();

        ContractGrantTerms(Agreement agreement, CustomerPolicy policy) {
            this.agreement = agreement;
            this.policy = policy;
        }

        @Override
        public ZoneId zone() {
            return agreement.zone();
        }

        @Override
        public LocalDate validFrom() {
            return agreement.validFrom();
        }

        @Override
        public @Nullable LocalDate validUntil() {
            return agreement.validUntil();
        }

        @Override
        public List<String> issueTypes() {
            return policy.publishedPolicy().vocabulary().issueTypes().all();
        }

        @Override
        public Optional<Grant> findGrant(String issueType) {
            return policy.publishedPolicy()
                    .vocabulary()
                    .issueTypes()
                    .findSpelling(issueType)
                    .flatMap(name -> {
                        if (!grants.containsKey(name)) {
                            grants.put(name, ContractGrantSource.toGrant(decideAllowance(name, null)));
                        }
                        return grants.get(name);
                    });
        }

        /** Decides the allowance by the issue type alone, or as if the SLA category were known as well. */
        private ContractDecision decideAllowance(String issueType, @Nullable String slaCategory) {
            return policy.decideAllowance(
                    new Query(policy.contractPlan(), issueType, null, null, slaCategory, null, Map.of()));
        }

        @Override
        public String reasonWithoutGrant(String issueType) {
            Vocabulary vocabulary = policy.publishedPolicy().vocabulary();
            String name = vocabulary.issueTypes().findSpelling(issueType).orElse(null);
            if (name == null) {
                return "no table knows this issue type";
            }
            Decision decision = decideAllowance(name, null).decision();
            if (grantsAllowance(decision)) {
                return "the one that there is has no " + ContractGrantSource.missingParts(decision.allowance());
            }
            List<String> categories = vocabulary.slaCategories().all().stream()
                    .filter(category ->
                            grantsAllowance(decideAllowance(name, category).decision()))
                    .toList();
            if (!categories.isEmpty()) {
                return "use is counted by plan and issue type alone, and rows grant it only for SLA category "
                        + String.join(", ", categories);
            }
            String who = "plan “" + policy.contractPlan() + "”";
            if (!decision.missing().isEmpty()) {
                return "use is counted by plan and issue type alone, and what " + who + " is granted depends on "
                        + String.join(", ", decision.missingPointers());
            }
            return decision.entitled() ? "no row grants " + who + " an amount of it" : who + " is not entitled to it";
        }
    }

    /** Returns true if an answer grants an allowance; one that it denies may be stated all the same. */
    private static boolean grantsAllowance(Decision decision) {
        return decision.entitled() && decision.allowance() != null;
    }

    private static String missingParts(Decision.Allowance allowance) {
        return allowance.unit() != null ? "period" : allowance.per() != null ? "unit" : "unit and no period";
    }

    /** Returns the allowance of an answer as a grant; empty if it has none that can be counted. */
    private static Optional<Grant> toGrant(ContractDecision signed) {
        Decision decision = signed.decision();
        Decision.Allowance allowance = decision.allowance();
        if (!decision.entitled() || allowance == null || allowance.unit() == null || allowance.per() == null) {
            return Optional.empty();
        }
        String clause = ContractDecision.joinClauses(signed.changesOfAllowance());
        return Optional.of(new Grant(
                decision.query().issueType(),
                allowance.exactAmount(),
                allowance.unit(),
                allowance.per(),
                allowance.carryOver(),
                allowance.limit(),
                clause == null ? Basis.PUBLISHED : Basis.CONTRACT,
                clause));
    }
}
