package support.entitlement.policy.engine;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import support.entitlement.decision.Coverage;
import support.entitlement.decision.Entitlement;
import support.entitlement.decision.Query;
import support.entitlement.table.FactType;

/** Fires the rules of a policy. Thread-safe. */
public final class Engine {

    private final Map<FactType, List<RulePart>> parts;
    private final Map<FactType, PartIndex> indexes = new EnumMap<>(FactType.class);

    /**
     * Creates an engine.
     *
     * @param parts for each fact the rules that match it, in the order in which they fire
     */
    public Engine(Map<FactType, List<RulePart>> parts) {
        this.parts = parts;
        parts.forEach((fact, ofFact) -> indexes.put(fact, new PartIndex(ofFact)));
    }

    /** The rules that match each fact, in the order in which they fire. */
    public Map<FactType, List<RulePart>> parts() {
        return parts;
    }

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
        PartIndex index = indexes.get(type);
        if (index != null && !facts.isEmpty()) {
            for (RulePart part : index.findParts(facts)) {
                part.rules().fireRules(facts, entitlement, opened.ofRows(part.rows()));
            }
        }
    }
}
