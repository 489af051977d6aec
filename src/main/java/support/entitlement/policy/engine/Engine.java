package support.entitlement.policy.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.kie.api.runtime.rule.AgendaFilter;
import support.entitlement.decision.Coverage;
import support.entitlement.decision.Entitlement;
import support.entitlement.decision.Query;
import support.entitlement.table.FactType;

/**
 * Fires the rules of a policy. Thread-safe.
 *
 * @param rules for each fact the rules that match it, in the order in which they fire
 * @param rows the row of each rule by the rule's name
 */
public record Engine(Map<FactType, List<CompiledRules>> rules, Map<String, RuleRow> rows) {

    /** The statements of the rows, and the coverage that they are about. */
    public record EngineOutcome(Entitlement entitlement, Coverage coverage) {}

    public EngineOutcome fireRules(Query query) {
        Entitlement entitlement = new Entitlement();
        AgendaFilter opened = new HitFilter(rows, entitlement);
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
        fireRulesOf(FactType.CHANNEL, entitlement.namedChannels(), entitlement, new HitFilter(rows, entitlement));
        return entitlement;
    }

    private void fireRulesOf(FactType type, Collection<?> facts, Entitlement entitlement, AgendaFilter opened) {
        if (!facts.isEmpty()) {
            for (CompiledRules compiled : rules.getOrDefault(type, List.of())) {
                compiled.fireRules(facts, entitlement, opened);
            }
        }
    }
}
