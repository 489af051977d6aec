package support.entitlement.policy.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import support.entitlement.decision.Coverage;
import support.entitlement.decision.Entitlement;
import support.entitlement.decision.Query;
import support.entitlement.table.FactType;

/**
 * Fires the rules of a policy. Thread-safe.
 *
 * @param parts for each fact the rules that match it, in the order in which they fire
 */
public record Engine(Map<FactType, List<RulePart>> parts) {

    /** The statements of the rows, and the coverage that they are about. */
    public record EngineOutcome(Entitlement entitlement, Coverage coverage) {}

    public EngineOutcome fireRules(Query query) {
        Entitlement entitlement = new Entitlement();
        HitFilter opened = new HitFilter(entitlement);
        fireRulesOf(FactType.QUERY, List.of(query), entitlement, opened);
        Coverage coverage = entitlement.deriveCoverage(query);
        fireRulesOf(FactType.COVERAGE, List.of(coverage), entitlement, opened);
        if (entitlement.isEntitled()) {
            fireRulesOf(FactType.CHANNEL, entitlement.namedChannels(), entitlement, opened);
        }
        return new EngineOutcome(entitlement, coverage);
    }

    /** Returns a channel with its description by the tables. */
    public Entitlement describeChannel(String name) {
        Entitlement entitlement = new Entitlement();
        entitlement.channels(name);
        fireRulesOf(FactType.CHANNEL, entitlement.namedChannels(), entitlement, new HitFilter(entitlement));
        return entitlement;
    }

    private void fireRulesOf(FactType type, Collection<?> facts, Entitlement entitlement, HitFilter opened) {
        if (!facts.isEmpty()) {
            for (RulePart part : parts.getOrDefault(type, List.of())) {
                part.rules().fireRules(facts, entitlement, opened.ofRows(part.rows()));
            }
        }
    }
}
