package support.entitlement.contract.impact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.impact.AnswerComparer;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.change.impact.PolicyImpact.ImpactLine;
import support.entitlement.change.impact.QuerySet;
import support.entitlement.change.impact.SearchBudget;
import support.entitlement.contract.impact.PublishedAnswers.AnswerPair;
import support.entitlement.policy.Policy;
import support.entitlement.text.NormalForm;

/**
 * Evaluates the queries of an impact under the terms of contracts. Not thread-safe; for one search.
 *
 * <p>The answers without a contract are known from the impact. A term may keep an answer from changing for all queries of a line or for
 * some, so one query of each kind that terms tell apart is evaluated. Where a calendar, a channel or a rule of precedence changes, terms
 * may change an answer that stays the same without them, so the queries that no line has are evaluated, too.
 */
final class ContractEvaluation {

    private final Policy before;
    private final Policy after;
    private final PolicyImpact impact;
    private final SearchBudget budget;
    private final AnswerComparer comparer;
    private final SignedAnswers signedAnswers;
    private final boolean precedenceChanges;
    private final List<Set<String>> linePlans = new ArrayList<>();
    private final List<PublishedAnswers> lines = new ArrayList<>();
    private final Map<List<AnswerEffect>, ContractEffects> known = new HashMap<>();
    private @Nullable PublishedAnswers unchanged;

    ContractEvaluation(Policy before, Policy after, PolicyImpact impact, SearchBudget budget) {
        this.before = before;
        this.after = after;
        this.impact = impact;
        this.budget = budget;
        this.comparer = new AnswerComparer(before, after);
        this.signedAnswers = new SignedAnswers(before, after, comparer);
        this.precedenceChanges =
                !before.precedence().ruleContent().equals(after.precedence().ruleContent());
        impact.lines().forEach(line -> {
            linePlans.add(line.plans().stream().map(NormalForm::key).collect(Collectors.toSet()));
            lines.add(new PublishedAnswers(line.set(), before, after, budget));
        });
    }

    /** Returns the number of the part that all answers are. */
    int partOfAll() {
        return lines.size() + 1;
    }

    /** Returns the number of the part that the answers are which no line has. */
    int partOfOthers() {
        return lines.size();
    }

    /** Returns the effects on a customer without a contract. */
    ContractEffects withoutContract() {
        return toOne(Collections.nCopies(partOfAll() + 1, AnswerEffect.NONE));
    }

    /**
     * Evaluates the queries of all lines, and the others if terms may change their answers.
     *
     * @throws SearchBudget.Exhausted if the budget does not suffice
     */
    ContractEffects evaluateTerms(SignedTerms signed) {
        List<AnswerEffect> effects = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            effects.add(findEffect(signed, line));
        }
        effects.add(findOtherEffect(signed));
        effects.add(effects.stream().reduce(AnswerEffect.NONE, AnswerEffect::and));
        return toOne(effects);
    }

    private ContractEffects toOne(List<AnswerEffect> effects) {
        return known.computeIfAbsent(effects, ContractEffects::new);
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
