package support.entitlement.policy.engine;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.Match;
import support.entitlement.decision.Entitlement;
import support.entitlement.table.HitPolicy;

/**
 * Opens each row that fires, and lets of a table with hit policy first only the topmost row fire for a fact. A rule without all
 * conditions of its row fires only if the others hold, too.
 */
final class HitFilter implements AgendaFilter {

    private final Map<String, RuleRow> rows;
    private final Entitlement entitlement;
    private final Set<Hit> hits = new HashSet<>(0);

    /** For one evaluation; Drools asks in the order in which the rows stand. */
    HitFilter(Map<String, RuleRow> rows, Entitlement entitlement) {
        this.rows = rows;
        this.entitlement = entitlement;
    }

    private record Hit(String table, Object fact) {}

    @Override
    public boolean accept(Match match) {
        RuleRow row = rows.get(match.getRule().getName());
        Object fact = match.getObjects().get(0);
        boolean counts = row.holdsFor(fact)
                && (row.hitPolicy() != HitPolicy.FIRST
                        || hits.add(new Hit(row.matched().table(), fact)));
        if (counts) {
            entitlement.openRow(row.matched());
        }
        return counts;
    }
}
