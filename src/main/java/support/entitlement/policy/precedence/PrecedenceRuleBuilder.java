package support.entitlement.policy.precedence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.drools.base.base.ClassObjectType;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.Pattern;
import support.entitlement.decision.Claim;
import support.entitlement.policy.engine.CompiledRules;
import support.entitlement.policy.precedence.PrecedenceConsequence.Victory;
import support.entitlement.policy.precedence.PrecedenceRule.ClaimPattern;
import support.entitlement.policy.precedence.PrecedenceRule.FieldConstraint;

/** Builds rules of precedence as Drools' own objects: no text of a file is ever compiled. */
final class PrecedenceRuleBuilder {

    private final Map<String, Declaration> claims = new HashMap<>();

    private PrecedenceRuleBuilder() {}

    /**
     * Builds rules, under the names of their numbers.
     *
     * @param first the number of the first one
     */
    static CompiledRules buildRules(List<PrecedenceRule> rules, int first) {
        return CompiledRules.buildRules(
                List.of(first, rules),
                () -> IntStream.range(0, rules.size())
                        .mapToObj(i -> new PrecedenceRuleBuilder().build(rules.get(i), first + i))
                        .toList());
    }

    private RuleImpl build(PrecedenceRule rule, int number) {
        RuleImpl built = new RuleImpl(PrecedenceRule.nameOf(number));
        built.setPackage(CompiledRules.PACKAGE);
        for (ClaimPattern claim : rule.patterns()) {
            Pattern pattern = new Pattern(claims.size(), new ClassObjectType(Claim.class), claim.variable());
            claim.constraints().forEach(constraint -> pattern.addConstraint(build(constraint)));
            claims.put(claim.variable(), pattern.getDeclaration());
            built.addPattern(pattern);
        }
        built.setConsequence(new PrecedenceConsequence(rule.actions().stream()
                .map(action -> new Victory(claims.get(action.winner()), claims.get(action.loser())))
                .toList()));
        return built;
    }

    private ClaimConstraint build(FieldConstraint constraint) {
        ClaimComparison comparison = ClaimComparison.of(constraint);
        return comparison.isWithLiteral()
                ? ClaimConstraint.ofLiteral(comparison)
                : ClaimConstraint.ofPair(comparison, claims.get(constraint.variable()));
    }
}
