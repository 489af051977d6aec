package support.entitlement.contract.terms;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Milestone;

/**
 * A decision for a customer with a contract. Immutable.
 *
 * @param decision the decision, in which the contract's terms take the place of the published ones
 * @param changes the parts that the contract changes; empty if it changes none
 */
public record ContractDecision(Decision decision, List<TermChange> changes) {

    /** Takes a copy. */
    public ContractDecision {
        changes = List.copyOf(changes);
    }

    /** Returns the changes of parts of these kinds and of this name, which is null for parts without a name. */
    public List<TermChange> changesOf(@Nullable String name, AnswerPart.PartKind... kinds) {
        if (changes.isEmpty()) {
            return List.of();
        }
        Set<AnswerPart.PartKind> wanted = Set.of(kinds);
        return changes.stream()
                .filter(change -> wanted.contains(change.part().kind())
                        && Objects.equals(name, change.part().name()))
                .toList();
    }

    /**
     * Returns the changes of one promise of a milestone.
     *
     * @param milestone a promise of the decision, told from equal ones by its identity
     */
    public List<TermChange> changesOfMilestone(Milestone milestone) {
        if (changes.isEmpty()) {
            return List.of();
        }
        long place = decision.milestones().stream()
                .takeWhile(each -> each != milestone)
                .count();
        return changes.stream().filter(change -> change.promise() == place).toList();
    }

    /**
     * Returns the changes of a limit of the allowance.
     *
     * @param limitName the name of the limit; null if it has none
     */
    public List<TermChange> changesOfAllowance(@Nullable String limitName) {
        return changesOf(
                limitName,
                AnswerPart.PartKind.AMOUNT,
                AnswerPart.PartKind.UNIT,
                AnswerPart.PartKind.PER,
                AnswerPart.PartKind.CARRY_OVER,
                AnswerPart.PartKind.LIMIT,
                AnswerPart.PartKind.POOL,
                AnswerPart.PartKind.COUNTS,
                AnswerPart.PartKind.FEE);
    }

    /** Returns the clauses of changes; null if there are none. */
    public static @Nullable String joinClauses(List<TermChange> changes) {
        return changes.isEmpty()
                ? null
                : changes.stream().map(TermChange::clause).distinct().collect(Collectors.joining(", "));
    }

    /** Returns the published values that the contract replaces, by the kind of part; null if there are none. */
    public static @Nullable Map<String, String> replacedBy(List<TermChange> changes) {
        Map<String, String> replaced = new LinkedHashMap<>();
        for (TermChange change : changes) {
            if (change.replaced() != null) {
                replaced.put(change.part().kind().toString(), change.replaced());
            }
        }
        return replaced.isEmpty() ? null : replaced;
    }

    /**
     * A part of the answer that comes from the contract.
     *
     * @param part the part
     * @param value the value of the contract, as tables write it; null if the contract takes something away
     * @param clause the clause of the contract that says so
     * @param replaced the published value; null if there is none
     * @param promise the place of the promise that it belongs to, among those of the answer; {@link #OF_NO_PROMISE} if it is no part of one
     */
    public record TermChange(
            AnswerPart part,
            @Nullable String value,
            String clause,
            @Nullable String replaced,
            int promise) {

        /** The place of a part that belongs to no promise. */
        public static final int OF_NO_PROMISE = -1;
    }
}
