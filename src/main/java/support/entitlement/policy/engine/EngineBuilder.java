package support.entitlement.policy.engine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.engine.RulePart.PartKey;
import support.entitlement.table.FactType;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;

/**
 * Compiles tables for an engine, and takes over the parts of equal rows from an earlier engine. Where only the rules are equal, those that
 * any engine uses are taken.
 *
 * <p>The rows that match one fact are compiled together; very many rows are compiled in parts of at most {@value
 * #MAX_ROWS_OF_A_PART} rows, so that an edited cell causes one part to be compiled again. The content of rows determines where
 * a part ends, so that an inserted row seldom moves the limits of other parts. An evaluation fires the parts that {@link PartIndex} finds.
 */
public final class EngineBuilder {

    private static final int MAX_ROWS_OF_A_PART = 400;

    private static final int MIN_ROWS_OF_A_PART = 100;

    /** One row in as many ends a part that has enough rows. */
    private static final int ROWS_BETWEEN_ENDS = 100;

    /**
     * The most rules of a part beyond one for each row. Lists that would exceed it are looked up at evaluation, which
     * takes longer.
     */
    private static final int MAX_EXTRA_RULES = 1_000;

    /** The memory that a rule needs while it is compiled beside the policy in force, in bytes. */
    private static final long MEMORY_OF_A_RULE = 30_000;

    private static final int STEPS_A_RULE = 5_000;

    private final Map<PartKey, RulePart> knownParts = new HashMap<>();
    private final int extraRules;
    private final Budget budget;

    private EngineBuilder(int extraRules, Budget budget) {
        this.extraRules = extraRules;
        this.budget = budget;
    }

    /**
     * Builds an engine.
     *
     * @param chain the tables in the order in which they fire
     * @param before an engine whose parts may be taken over
     * @throws Budget.Exhausted if the budget is spent, unless it is that of a release
     */
    public static Engine buildEngine(List<Table> chain, @Nullable Engine before, Budget budget) {
        EngineBuilder builder =
                new EngineBuilder(countRules(chain, MAX_EXTRA_RULES) > maxRules() ? 0 : MAX_EXTRA_RULES, budget);
        if (before != null) {
            before.parts().values().stream()
                    .flatMap(List::stream)
                    .forEach(part -> builder.knownParts.put(part.key(), part));
        }
        return builder.buildEngine(chain);
    }

    /** Returns the number of rules for which the heap of this process suffices. */
    public static int maxRules() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / MEMORY_OF_A_RULE);
    }

    private static long countRules(List<Table> chain, int extraRules) {
        long rules = 0;
        for (FactType fact : FactType.values()) {
            for (List<Table> part : splitIntoParts(tablesOf(fact, chain))) {
                int extra = extraRules;
                for (Table table : part) {
                    int count = RowRuleMaker.countRules(table, extra);
                    extra -= count - table.rows().size();
                    rules += count;
                }
            }
        }
        return rules;
    }

    private static List<Table> tablesOf(FactType fact, List<Table> chain) {
        return chain.stream()
                .filter(table -> table.fact() == fact && fact.isMatched())
                .toList();
    }

    private Engine buildEngine(List<Table> chain) {
        Map<FactType, List<RulePart>> parts = new EnumMap<>(FactType.class);
        for (FactType fact : FactType.values()) {
            parts.put(
                    fact,
                    splitIntoParts(tablesOf(fact, chain)).stream()
                            .map(tables -> new PartKey(tables, extraRules))
                            .map(this::findPart)
                            .toList());
        }
        return new Engine(parts);
    }

    /** Returns an equal part of the earlier engine, or else a new one. */
    private RulePart findPart(PartKey key) {
        RulePart known = knownParts.get(key);
        if (known != null) {
            return known;
        }
        List<RowRule> rules = new ArrayList<>();
        Map<String, RuleRow> rows = new HashMap<>();
        addRules(key.tables(), rules, rows);
        return new RulePart(key, buildRules(rules), rows);
    }

    private CompiledRules buildRules(List<RowRule> rules) {
        if (budget.isOfRelease()) {
            budget.endIfCallerLeft();
        } else {
            budget.takeSteps((long) STEPS_A_RULE * rules.size());
        }
        return CompiledRules.buildRules(rules);
    }

    /** Returns the tables in parts of limited size, in their order; small tables are together in a part, a large one is in several. */
    private static List<List<Table>> splitIntoParts(List<Table> tables) {
        List<List<Table>> parts = new ArrayList<>();
        int left = 0;
        for (Table table : tables) {
            int rows = table.rows().size();
            if (rows > MAX_ROWS_OF_A_PART) {
                splitTable(table).forEach(part -> parts.add(List.of(part)));
                left = 0;
            } else if (rows > 0) {
                if (rows > left) {
                    parts.add(new ArrayList<>());
                    left = MAX_ROWS_OF_A_PART;
                }
                parts.get(parts.size() - 1).add(table);
                left -= rows;
            }
        }
        return parts;
    }

    private static List<Table> splitTable(Table table) {
        List<Table> parts = new ArrayList<>();
        int start = 0;
        for (int end = 1; end <= table.rows().size(); end++) {
            int rows = end - start;
            boolean endsPart = rows >= MIN_ROWS_OF_A_PART
                    && Math.floorMod(table.rows().get(end - 1).values().hashCode(), ROWS_BETWEEN_ENDS) == 0;
            if (endsPart || rows == MAX_ROWS_OF_A_PART || end == table.rows().size()) {
                parts.add(table.withRows(table.rows().subList(start, end)));
                start = end;
            }
        }
        return parts;
    }

    private void addRules(List<Table> part, List<RowRule> rules, Map<String, RuleRow> rows) {
        int rowsOfPart = 0;
        for (Table table : part) {
            RowRuleMaker.addRules(table, extraRules - (rules.size() - rowsOfPart), rules, rows);
            rowsOfPart += table.rows().size();
        }
    }
}
