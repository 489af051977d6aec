package support.entitlement.policy.engine;

import java.util.List;
import java.util.Map;
import support.entitlement.table.Table;

/**
 * Tables, or parts of tables, whose rows match one fact and were compiled together.
 *
 * @param key what was compiled; equal keys give equal rules
 * @param rules the compiled rules
 * @param rows the row of each rule by the rule's name
 */
public record RulePart(PartKey key, CompiledRules rules, Map<String, RuleRow> rows) {

    /**
     * The content from which rules are compiled.
     *
     * @param tables the tables with the rows of the part, in the order in which they fire
     * @param extraRules how many more rules than rows there may be
     */
    public record PartKey(List<Table> tables, int extraRules) {}
}
