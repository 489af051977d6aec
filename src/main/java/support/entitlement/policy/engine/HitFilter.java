package support.entitlement.policy.engine;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.Match;
import support.entitlement.decision.Entitlement;
import support.entitlement.table.HitPolicy;

/**
 * Opens each row that fires, and for a table with hit policy “first” lets only the topmost row fire for a fact. A rule
 * that lacks conditions of its row fires only if these hold, too.
 */
final class HitFilter {

    private final Entitlement entitlement;
    private final Set<Hit> hits = new HashSet<>(0);

    /** Creates a filter for one evaluation; Drools calls it in the order of the rows. */
    HitFilter(Entitlement entitlement) {
        this.entitlement = entitlement;
    }

    private record Hit(String table, Object fact) {}

    /** Returns the filter for the rules of a part, whose rows are found by the names of their rules. */
    AgendaFilter ofRows(Map<String, RuleRow> rows) {
        return match -> accept(rows.get(match.getRule().getName()), match);
    }

    private boolean accept(RuleRow row, Match match) {
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
