package support.entitlement.allowance;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import support.entitlement.policy.calendar.TimeBands;
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
                instant -> Contract.findInForce(versions, instant)
                        .map(contract -> new ContractGrantTerms(
                                contract.agreement(), CustomerPolicy.ofContract(policy, contract, instant))));
    }

    /** The grants of an agreement while its terms do not change. Not thread-safe. */
    private static final class ContractGrantTerms implements GrantTimeline.GrantTerms {

        private final Agreement agreement;
        private final CustomerPolicy policy;
        private final Map<String, ContractDecision> decisions = new HashMap<>();
        private final Map<String, List<Grant>> grants = new HashMap<>();

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
        public Optional<String> findChannel(String name) {
            return policy.publishedPolicy().vocabulary().channels().findSpelling(name);
        }

        @Override
        public List<Grant> findGrants(String issueType) {
            return policy.publishedPolicy()
                    .vocabulary()
                    .issueTypes()
                    .findSpelling(issueType)
                    .map(name -> {
                        if (!grants.containsKey(name)) {
                            grants.put(name, toGrants(name, decideOnce(name)));
                        }
                        return grants.get(name);
                    })
                    .orElse(List.of());
        }

        private ContractDecision decideOnce(String issueType) {
            return decisions.computeIfAbsent(issueType, name -> decideAllowance(name, null));
        }

        /** Returns the limits of an answer as grants; empty if they cannot be counted. */
        private List<Grant> toGrants(String issueType, ContractDecision signed) {
            Decision.Allowance allowance = signed.decision().allowance();
            if (allowance == null
                    || !grantsAllowance(signed.decision())
                    || UncountableAllowance.explain(signed.decision()) != null
                    || dependsOnOpening(issueType)) {
                return List.of();
            }
            return allowance.allLimits().stream()
                    .map(limit -> toGrant(issueType, limit, signed))
                    .toList();
        }

        private Grant toGrant(String issueType, Decision.Allowance limit, ContractDecision signed) {
            String clause = ContractDecision.joinClauses(
                    signed.changesOfAllowance(limit.rules().limitName()));
            return new Grant(
                    issueType,
                    limit.exactAmount(),
                    Objects.requireNonNull(limit.unit()),
                    Objects.requireNonNull(limit.per()),
                    limit.carryOver(),
                    limit.limit(),
                    limit.rules(),
                    issueTypesOf(issueType, limit.rules().pool()),
                    clause == null ? Basis.PUBLISHED : Basis.CONTRACT,
                    clause);
        }

        /** Returns the issue types that share a pool, in the tables' order; the one alone if there is no pool. */
        private List<String> issueTypesOf(String issueType, @Nullable String pool) {
            return pool == null
                    ? List.of(issueType)
                    : issueTypes().stream()
                            .filter(name -> name.equals(issueType)
                                    || UncountableAllowance.isInPool(
                                                    decideOnce(name).decision(), pool)
                                            && !dependsOnOpening(name))
                            .toList();
        }

        /** Decides the allowance by the issue type alone, or as if the SLA category were known as well. */
        private ContractDecision decideAllowance(String issueType, @Nullable String slaCategory) {
            return policy.decideAllowance(createQuery(issueType, slaCategory));
        }

        private Query createQuery(String issueType, @Nullable String slaCategory) {
            return new Query(policy.contractPlan(), issueType, null, null, slaCategory, null, Map.of());
        }

        /** Returns true if the allowance is another one for some opening that conditions compare. */
        private boolean dependsOnOpening(String issueType) {
            TimeBands bands = policy.publishedPolicy().timeBands();
            return !bands.isEmpty()
                    && bands.openingsWhileAllAreAlike().stream().anyMatch(opening -> isOther(issueType, opening));
        }

        private boolean isOther(String issueType, Query.Opening opening) {
            Decision open = policy.decideAllowance(createQuery(issueType, null).withOpening(opening))
                    .decision();
            Decision closed = decideOnce(issueType).decision();
            return grantsAllowance(open) != grantsAllowance(closed)
                    || !Objects.equals(open.allowance(), closed.allowance());
        }

        @Override
        public String reasonWithoutGrant(String issueType) {
            Vocabulary vocabulary = policy.publishedPolicy().vocabulary();
            String name = vocabulary.issueTypes().findSpelling(issueType).orElse(null);
            if (name == null) {
                return "no table knows this issue type";
            }
            if (dependsOnOpening(name)) {
                return "use is counted by plan and issue type alone, and what is granted depends on when a case is opened";
            }
            Decision decision = decideAllowance(name, null).decision();
            String uncountable = UncountableAllowance.explain(decision);
            if (decision.entitled() && uncountable != null) {
                return uncountable;
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
}
