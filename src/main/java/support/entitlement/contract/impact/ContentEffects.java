package support.entitlement.contract.impact;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Contract;
import support.entitlement.contract.group.ContractGroup;

/**
 * The effects of a change on the contracts of each content, from an instant on: they change when a term begins or ends. Contracts in which
 * the same terms hold are evaluated once. Not thread-safe; for one search.
 */
final class ContentEffects {

    /** The number of groups whose contracts are held in memory. */
    private static final int MAX_AT_ONCE = 1_000;

    private final Instant at;
    private final ContractEvaluation evaluation;
    private final GroupReader reader;
    private final Map<UUID, NavigableMap<Instant, ContractEffects>> known = new HashMap<>();
    private final Map<ContractEffects, NavigableMap<Instant, ContractEffects>> unchanging = new HashMap<>();

    ContentEffects(Instant at, ContractEvaluation evaluation, GroupReader reader) {
        this.at = at;
        this.evaluation = evaluation;
        this.reader = reader;
    }

    /** Receives groups that have been evaluated. */
    interface EvaluatedGroups {
        void accept(ContractGroup group, ContractEffects atOnce);
    }

    /**
     * Evaluates the contracts of groups.
     *
     * @throws support.entitlement.change.impact.SearchBudget.Exhausted if the budget does not suffice; what was evaluated by then is kept
     * @throws GroupReader.TooSlowException if there is no contract with the content of a group
     */
    void evaluateGroups(List<ContractGroup> groups, EvaluatedGroups evaluated) {
        for (int first = 0; first < groups.size(); first += MAX_AT_ONCE) {
            List<ContractGroup> some = groups.subList(first, Math.min(first + MAX_AT_ONCE, groups.size()));
            Map<UUID, Contract> examples = reader.readExamples(
                    some.stream().map(ContractGroup::content).toList());
            Map<SignedTerms, ContractEffects> same = new HashMap<>();
            some.forEach(group -> {
                Contract example = examples.get(group.content());
                if (example == null) {
                    throw new GroupReader.TooSlowException(
                            "Some contracts that are counted are no longer there. Try again; if"
                                    + " that does not help, have PostgreSQL count them anew by SELECT recount_contracts(), as the owner of the tables.");
                }
                NavigableMap<Instant, ContractEffects> effects = evaluateContract(example, same);
                known.put(group.content(), effects);
                evaluated.accept(group, effects.firstEntry().getValue());
            });
        }
    }

    private NavigableMap<Instant, ContractEffects> evaluateContract(
            Contract contract, Map<SignedTerms, ContractEffects> same) {
        NavigableMap<Instant, ContractEffects> effects = new TreeMap<>();
        effects.put(at, evaluateTerms(contract, at, same));
        contract.termChangeInstants()
                .filter(instant -> instant.isAfter(at))
                .forEach(instant -> effects.put(instant, evaluateTerms(contract, instant, same)));
        return effects.size() == 1
                ? unchanging.computeIfAbsent(effects.firstEntry().getValue(), any -> effects)
                : effects;
    }

    private ContractEffects evaluateTerms(Contract contract, Instant instant, Map<SignedTerms, ContractEffects> same) {
        return same.computeIfAbsent(SignedTerms.of(contract, instant), evaluation::evaluateTerms);
    }

    /** Returns the effects from the instant on, by the instants from which they hold; null if the content was not evaluated. */
    @Nullable
    NavigableMap<Instant, ContractEffects> findEffects(UUID content) {
        return known.get(content);
    }

    /** Returns whether the contracts of a content have other answers at any time. */
    boolean changesAny(UUID content) {
        NavigableMap<Instant, ContractEffects> effects = known.get(content);
        return effects != null && effects.values().stream().anyMatch(ContractEffects::changesAny);
    }

    /** Returns the contents of which a term begins or ends after the instant, and which have other answers then that are the same before. */
    Set<UUID> findChanging() {
        return known.entrySet().stream()
                .filter(entry -> hasLaterChange(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private boolean hasLaterChange(NavigableMap<Instant, ContractEffects> effects) {
        ContractEffects atOnce = effects.firstEntry().getValue();
        return effects.tailMap(at, false).values().stream().anyMatch(later -> later.changesMoreThan(atOnce));
    }
}
