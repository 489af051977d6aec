package support.entitlement.contract.terms;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Decision;

/**
 * What a customer is entitled to by a contract. Immutable.
 *
 * @param decision the decision, with the contract's terms in the place of the published ones
 * @param changes what the contract says otherwise, part by part; empty if it says nothing
 */
public record ContractDecision(Decision decision, List<TermChange> changes) {

    /** Takes a copy. */
    public ContractDecision {
        changes = List.copyOf(changes);
    }

    /** What the contract says otherwise of parts of these kinds and of this name; a name of null is that of parts without one. */
    public List<TermChange> changesOf(@Nullable String name, AnswerPart.PartKind... kinds) {
        Set<AnswerPart.PartKind> wanted = Set.of(kinds);
        return changes.stream()
                .filter(change -> wanted.contains(change.part().kind())
                        && Objects.equals(name, change.part().name()))
                .toList();
    }

    /** What the contract says otherwise of a milestone. */
    public List<TermChange> changesOfMilestone(String name) {
        return changesOf(name, AnswerPart.PartKind.WITHIN, AnswerPart.PartKind.CALENDAR, AnswerPart.PartKind.STRENGTH);
    }

    /** What the contract says otherwise of the allowance. */
    public List<TermChange> changesOfAllowance() {
        return changesOf(
                null,
                AnswerPart.PartKind.AMOUNT,
                AnswerPart.PartKind.UNIT,
                AnswerPart.PartKind.PER,
                AnswerPart.PartKind.CARRY_OVER,
                AnswerPart.PartKind.LIMIT);
    }

    /** Where the contract says so; null if it does not. */
    public static @Nullable String joinClauses(List<TermChange> changes) {
        return changes.isEmpty()
                ? null
                : changes.stream().map(TermChange::clause).distinct().collect(Collectors.joining(", "));
    }

    /**
     * A part of the answer that comes from the contract.
     *
     * @param part which part
     * @param value what the contract says, as the tables would write it; null if it takes something away
     * @param clause where it says so
     * @param replaced what is published; null if nothing is
     */
    public record TermChange(
            AnswerPart part,
            @Nullable String value,
            String clause,
            @Nullable String replaced) {}
}
