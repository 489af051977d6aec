package support.entitlement.policy.engine;

import org.drools.base.base.ValueResolver;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.base.rule.consequence.Consequence;
import org.drools.base.rule.consequence.ConsequenceContext;
import support.entitlement.decision.Entitlement;

/** Does the actions of a rule when Drools fires it. */
final class RowConsequence implements Consequence<ConsequenceContext> {

    /** The global variable that holds the {@link Entitlement} of the evaluation. */
    static final String ENTITLEMENT = "entitlement";

    private final RowAction[] actions;
    private final boolean changesFact;

    RowConsequence(RowRule rule) {
        this.actions = rule.actions().stream()
                .map(action -> RowAction.of(action, rule.fact()))
                .toArray(RowAction[]::new);
        this.changesFact = rule.actions().stream().anyMatch(RowRule.Action::onFact);
    }

    @Override
    public String getName() {
        return RuleImpl.DEFAULT_CONSEQUENCE_NAME;
    }

    @Override
    public void evaluate(ConsequenceContext context, ValueResolver resolver) throws Exception {
        Entitlement entitlement = (Entitlement) resolver.getGlobal(ENTITLEMENT);
        Object receiver = changesFact ? context.getMatch().getObjects().get(0) : entitlement;
        for (RowAction action : actions) {
            action.doFor(entitlement, receiver);
        }
    }
}
