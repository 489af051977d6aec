package support.entitlement.policy;

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
record Engine(Map<FactType, List<CompiledRules>> rules, Map<String, RuleRow> rows) {

    /** What the rows said, and what they said it of. */
    record Outcome(Entitlement entitlement, Coverage coverage) {}

    Outcome fire(Query query) {
        Entitlement entitlement = new Entitlement();
        AgendaFilter opened = new HitFilter(rows, entitlement);
        fire(FactType.QUERY, List.of(query), entitlement, opened);
        Coverage coverage = entitlement.coverage(query);
        fire(FactType.COVERAGE, List.of(coverage), entitlement, opened);
        if (entitlement.isEntitled()) {
            fire(FactType.CHANNEL, entitlement.channels(), entitlement, opened);
        }
        return new Outcome(entitlement, coverage);
    }

    /** A channel, with what the tables say of it. */
    Entitlement channel(String name) {
        Entitlement entitlement = new Entitlement();
        entitlement.channels(name);
        fire(FactType.CHANNEL, entitlement.channels(), entitlement, new HitFilter(rows, entitlement));
        return entitlement;
    }

    private void fire(FactType type, Collection<?> facts, Entitlement entitlement, AgendaFilter opened) {
        if (!facts.isEmpty()) {
            for (CompiledRules compiled : rules.getOrDefault(type, List.of())) {
                compiled.fire(facts, entitlement, opened);
            }
        }
    }
}
