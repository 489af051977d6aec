package support.entitlement.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.FactHandle;
import support.entitlement.decision.Channel;
import support.entitlement.decision.Coverage;
import support.entitlement.decision.Entitlement;
import support.entitlement.decision.Query;

/**
 * Fires the rules of a policy. Thread-safe; nobody waits for a session.
 *
 * <p>Sessions are kept and their facts deleted after use. A new session, and a reset one from Drools' own pool, costs time for
 * each rule of the policy even if it fires none (with 5,000 rows 9 and 15 µs, against less than 5 µs for all the rest).
 */
final class Engine {

    private final KieBase rules;
    private final Map<String, RuleRow> rows;
    private final BlockingQueue<KieSession> idle =
            new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

    /**
     * An engine for these rules.
     *
     * @param rules the compiled rules
     * @param rows the row of each rule by the rule's name
     */
    Engine(KieBase rules, Map<String, RuleRow> rows) {
        this.rules = rules;
        this.rows = rows;
    }

    /** What the rows said, and what they said it of. */
    record Outcome(Entitlement entitlement, Coverage coverage) {}

    Outcome fire(Query query) {
        KieSession session = idle.poll();
        if (session == null) {
            session = rules.newKieSession();
        }
        boolean clean = false;
        try {
            Outcome outcome = fire(session, query);
            clean = true;
            return outcome;
        } finally {
            if (!clean || !idle.offer(session)) {
                session.dispose();
            }
        }
    }

    private Outcome fire(KieSession session, Query query) {
        Entitlement entitlement = new Entitlement();
        AgendaFilter opened = new HitFilter(rows, entitlement);
        List<FactHandle> facts = new ArrayList<>(6);
        session.setGlobal("entitlement", entitlement);
        facts.add(session.insert(query));
        session.fireAllRules(opened);
        Coverage coverage = entitlement.coverage(query);
        facts.add(session.insert(coverage));
        session.fireAllRules(opened);
        for (Channel channel : entitlement.channels()) {
            facts.add(session.insert(channel));
        }
        session.fireAllRules(opened);
        facts.forEach(session::delete);
        return new Outcome(entitlement, coverage);
    }
}
