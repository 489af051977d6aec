package support.entitlement.policy.precedence;

import java.util.List;
import org.drools.base.base.ValueResolver;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.consequence.Consequence;
import org.drools.base.rule.consequence.ConsequenceContext;
import support.entitlement.decision.Claim;

/** Makes claims prevail over others when Drools fires a rule. */
final class PrecedenceConsequence implements Consequence<ConsequenceContext> {

    private final List<Victory> victories;

    PrecedenceConsequence(List<Victory> victories) {
        this.victories = List.copyOf(victories);
    }

    /** The claims of a match of which one prevails over the other. */
    record Victory(Declaration winner, Declaration loser) {}

    @Override
    public String getName() {
        return RuleImpl.DEFAULT_CONSEQUENCE_NAME;
    }

    @Override
    public void evaluate(ConsequenceContext match, ValueResolver resolver) {
        for (Victory victory : victories) {
            ((Claim) match.get(victory.winner())).prevailsOver((Claim) match.get(victory.loser()));
        }
    }
}
