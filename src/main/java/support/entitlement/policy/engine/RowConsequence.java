package support.entitlement.policy.engine;

import java.util.List;
import org.drools.base.base.ValueResolver;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.base.rule.consequence.Consequence;
import org.drools.base.rule.consequence.ConsequenceContext;
import support.entitlement.decision.Entitlement;

/** Does the actions of a rule when Drools fires it. */
final class RowConsequence implements Consequence<ConsequenceContext> {

    /** The global variable that holds the {@link Entitlement} of the evaluation. */
    static final String ENTITLEMENT = "entitlement";

    private final List<RowAction> actions;

    RowConsequence(RowRule rule) {
        this.actions = rule.actions().stream()
                .map(action -> RowAction.of(action, rule.fact()))
                .toList();
    }

    @Override
    public String getName() {
        return RuleImpl.DEFAULT_CONSEQUENCE_NAME;
    }

    @Override
    public void evaluate(ConsequenceContext context, ValueResolver resolver) throws Exception {
        Entitlement entitlement = (Entitlement) resolver.getGlobal(ENTITLEMENT);
        Object fact = context.getMatch().getObjects().get(0);
        for (RowAction action : actions) {
            action.doFor(entitlement, fact);
        }
    }
}
