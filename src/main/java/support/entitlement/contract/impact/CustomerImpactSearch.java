package support.entitlement.contract.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.impact.AnswerComparer;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.change.impact.PolicyImpact.ImpactLine;
import support.entitlement.change.impact.QuerySet;
import support.entitlement.change.impact.SearchBudget;
import support.entitlement.contract.Contract;
import support.entitlement.contract.ContractGroup;
import support.entitlement.contract.ContractGroup.GroupedContracts;
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

    /** The number of groups whose contracts are held in memory. */
    private static final int MAX_AT_ONCE = 1_000;

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
    private long evaluated;
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

    /** Counts the customers of these groups. */
    CustomerImpact countCustomers(GroupedContracts grouped, GroupReader reader) {
        List<ContractGroup> groups = grouped.largest();
        try {
            for (int first = 0; first < groups.size(); first += MAX_AT_ONCE) {
                countPart(groups.subList(first, Math.min(first + MAX_AT_ONCE, groups.size())), reader);
            }
            limit = evaluated == grouped.contracts()
                    ? limit
                    : describeLimit("They say too many different things.", grouped);
        } catch (SearchBudget.Exhausted | PrecedenceBusyException e) {
            limit = describeLimit(String.valueOf(e.getMessage()), grouped);
        }
        return toImpact(grouped.contracts(), reader::readCustomers);
    }

    private String describeLimit(String reason, GroupedContracts grouped) {
        return reason + " Of " + grouped.contracts() + " contracts, " + evaluated
                + " were evaluated, and more may have other answers.";
    }

    private void countPart(List<ContractGroup> groups, GroupReader reader) {
        budget.take(1);
        Map<UUID, Contract> examples = reader.readExamples(groups);
        Map<SignedTerms, List<ContractGroup>> byTerms = new LinkedHashMap<>();
        groups.forEach(group -> byTerms.computeIfAbsent(
                        SignedTerms.of(examples.get(group.content()), at), any -> new ArrayList<>())
                .add(group));
        byTerms.forEach((signed, same) -> {
            addGroups(signed, same);
            evaluated += same.stream().mapToLong(ContractGroup::customers).sum();
        });
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
