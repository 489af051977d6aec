package support.entitlement.policy.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.drools.base.base.ClassObjectType;
import org.drools.base.base.SalienceInteger;
import org.drools.base.base.ValueType;
import org.drools.base.definitions.InternalKnowledgePackage;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.base.rule.Pattern;
import org.drools.core.reteoo.CoreComponentFactory;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.drools.kiesession.rulebase.KnowledgeBaseFactory;
import org.kie.api.KieBase;
import support.entitlement.decision.Entitlement;
import support.entitlement.policy.engine.RowRule.Condition;
import support.entitlement.table.Input;

/**
 * Builds the rules of rows as Drools' own objects. No source text is written, parsed or compiled, which would take far more time and
 * memory, so that no cell can become code.
 */
final class RuleBaseBuilder {

    private final Map<ReaderKey, InputReader> readers = new HashMap<>();

    private RuleBaseBuilder() {}

    private record ReaderKey(Input input, ValueType type) {}

    /**
     * Builds rules.
     *
     * @param rules the rules in the order in which they fire
     */
    static KieBase buildBase(List<RowRule> rules) {
        RuleBaseBuilder builder = new RuleBaseBuilder();
        return joinRules(IntStream.range(0, rules.size())
                .mapToObj(i -> builder.buildRule(rules.get(i), rules.size() - i))
                .toList());
    }

    /** Makes a base of rules that are objects of Drools already. */
    static KieBase joinRules(List<RuleImpl> rules) {
        InternalKnowledgePackage all = CoreComponentFactory.get().createKnowledgePackage(CompiledRules.PACKAGE);
        all.addGlobal(RowConsequence.ENTITLEMENT, Entitlement.class);
        rules.forEach(all::addRule);
        InternalKnowledgeBase base = KnowledgeBaseFactory.newKnowledgeBase();
        base.addPackages(List.of(all));
        return base;
    }

    private RuleImpl buildRule(RowRule rule, int salience) {
        RuleImpl built = new RuleImpl(rule.name());
        built.setPackage(CompiledRules.PACKAGE);
        built.setSalience(new SalienceInteger(salience));
        Pattern pattern = new Pattern(0, new ClassObjectType(rule.fact()));
        for (Condition condition : rule.conditions()) {
            pattern.addConstraint(new CellConstraint(condition, readerOf(condition)));
        }
        built.addPattern(pattern);
        built.setConsequence(new RowConsequence(rule));
        return built;
    }

    private InputReader readerOf(Condition condition) {
        ReaderKey key = new ReaderKey(condition.compared(), InputReader.typeOf(condition.value()));
        return readers.computeIfAbsent(key, any -> new InputReader(readers.size(), key.input(), key.type()));
    }
}
