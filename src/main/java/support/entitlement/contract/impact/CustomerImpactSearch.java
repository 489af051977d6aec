package support.entitlement.contract.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.impact.AnswerComparer;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.change.impact.PolicyImpact.ImpactLine;
import support.entitlement.change.impact.QuerySet;
import support.entitlement.change.impact.SearchBudget;
import support.entitlement.contract.ContractGroup;
import support.entitlement.contract.impact.PublishedAnswers.AnswerPair;
import support.entitlement.policy.Policy;
import support.entitlement.policy.precedence.PrecedenceBusyException;
import support.entitlement.text.NormalForm;

/**
 * Evaluates the queries of an impact under the terms of contracts, once for all contracts that say the same. Not thread-safe; an instance
 * serves one search.
 *
 * <p>The answers without a contract are known from the impact. A term may keep an answer from changing for all queries of a line or for
 * some, so one query of each kind that terms tell apart is evaluated. Where a calendar, a channel or a rule of precedence changes, terms
 * may change an answer that stays the same without them, so the queries that no line has are evaluated, too.
 */
final class CustomerImpactSearch {

    private final Policy before;
    private final Policy after;
    private final PolicyImpact impact;
    private final Instant at;
    private final SearchBudget budget;
    private final AnswerComparer comparer;
    private final SignedAnswers signedAnswers;
    private final boolean precedenceChanges;
    private final List<Set<String>> linePlans = new ArrayList<>();
    private final List<PublishedAnswers> lines = new ArrayList<>();
    private final List<CustomerCounter> lineCounters = new ArrayList<>();
    private final CustomerCounter total = new CustomerCounter();
    private final CustomerCounter others = new CustomerCounter();
    private @Nullable PublishedAnswers unchanged;
    private @Nullable String limit;

    CustomerImpactSearch(Policy before, Policy after, PolicyImpact impact, Instant at, SearchBudget budget) {
        this.before = before;
        this.after = after;
        this.impact = impact;
        this.at = at;
        this.budget = budget;
        this.limit = impact.limit();
        this.comparer = new AnswerComparer(before, after);
        this.signedAnswers = new SignedAnswers(before, after, comparer);
        this.precedenceChanges =
                !before.precedence().ruleContent().equals(after.precedence().ruleContent());
        impact.lines().forEach(line -> {
            linePlans.add(line.plans().stream().map(NormalForm::key).collect(Collectors.toSet()));
            lines.add(new PublishedAnswers(line.set(), before, after, budget));
            lineCounters.add(new CustomerCounter());
        });
    }

    /**
     * Counts the customers of these groups.
     *
     * @param customersOf finds the first customers of a group; it may return none
     */
    CustomerImpact countCustomers(List<ContractGroup> groups, Function<ContractGroup, List<String>> customersOf) {
        long contracts = groups.stream().mapToLong(ContractGroup::customers).sum();
        long evaluated = 0;
        try {
            for (Map.Entry<SignedTerms, List<ContractGroup>> same :
                    groupByTerms(groups).entrySet()) {
                addGroups(same.getKey(), same.getValue());
                evaluated += same.getValue().stream()
                        .mapToLong(ContractGroup::customers)
                        .sum();
            }
        } catch (SearchBudget.Exhausted | PrecedenceBusyException e) {
            limit = e.getMessage() + " Of " + contracts + " contracts, " + evaluated
                    + " were evaluated, and more may have other answers.";
        }
        return toImpact(contracts, customersOf);
    }

    /** Returns that nothing is known, for a reason. */
    CustomerImpact giveUp(String reason) {
        limit = reason;
        return toImpact(0, group -> List.of());
    }

    private CustomerImpact toImpact(long contracts, Function<ContractGroup, List<String>> customersOf) {
        return new CustomerImpact(
                limit,
                at,
                contracts,
                total.toCount(customersOf),
                lineCounters.stream()
                        .map(counter -> counter.toCount(customersOf))
                        .toList(),
                others.toCount(customersOf));
    }

    private Map<SignedTerms, List<ContractGroup>> groupByTerms(List<ContractGroup> groups) {
        Map<SignedTerms, List<ContractGroup>> byTerms = new LinkedHashMap<>();
        groups.forEach(group -> byTerms.computeIfAbsent(SignedTerms.of(group.example(), at), any -> new ArrayList<>())
                .add(group));
        return byTerms;
    }

    private void addGroups(SignedTerms signed, List<ContractGroup> groups) {
        List<AnswerEffect> effects = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            effects.add(findEffect(signed, line));
        }
        AnswerEffect other = findOtherEffect(signed);
        AnswerEffect all = effects.stream().reduce(other, AnswerEffect::and);
        for (ContractGroup group : groups) {
            for (int line = 0; line < lines.size(); line++) {
                lineCounters.get(line).addGroup(group, effects.get(line));
            }
            others.addGroup(group, other);
            total.addGroup(group, all);
        }
    }

    private AnswerEffect findEffect(SignedTerms signed, int number) {
        budget.take(1);
        ImpactLine line = impact.lines().get(number);
        if (!linePlans.get(number).contains(signed.plan())) {
            return AnswerEffect.NONE;
        }
        return signed.terms().isEmpty() ? AnswerEffect.of(line.direction()) : compareAll(signed, lines.get(number));
    }

    private AnswerEffect compareAll(SignedTerms signed, PublishedAnswers answers) {
        AnswerEffect effect = AnswerEffect.NONE;
        for (AnswerPair pair : answers.findAnswers(signed)) {
            budget.take(1);
            effect = effect.and(signedAnswers.compareAnswers(pair, signed.terms()));
            if (effect.isFull()) {
                return effect;
            }
        }
        return effect;
    }

    /** Finds the effect on answers that no line has. */
    private AnswerEffect findOtherEffect(SignedTerms signed) {
        Optional<String> old = before.vocabulary().plans().findSpelling(signed.plan());
        Optional<String> now = after.vocabulary().plans().findSpelling(signed.plan());
        if (old.isEmpty() || now.isEmpty()) {
            return SignedAnswers.comparePresence(old.isPresent(), now.isPresent());
        }
        boolean mayChange = precedenceChanges && !signed.terms().isEmpty()
                || comparer.hasChangedCalendars() && signed.setsMilestones()
                || comparer.hasChangedChannels() && signed.setsChannels();
        return mayChange ? compareAll(signed, findUnchanged()) : AnswerEffect.NONE;
    }

    private PublishedAnswers findUnchanged() {
        if (unchanged == null) {
            unchanged = new PublishedAnswers(QuerySet.ofUnchangedAnswers(before, after, budget), before, after, budget);
        }
        return unchanged;
    }
}
