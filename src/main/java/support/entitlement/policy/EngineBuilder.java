package support.entitlement.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.FactType;
import support.entitlement.table.Table;
import support.entitlement.table.TableException;

/**
 * Compiles tables for an engine, and takes over what an engine before has compiled of the same rows.
 *
 * <p>The rows that match one fact are compiled together, and where they are very many in parts, so that an edited cell has
 * {@value #MOST_ROWS} rows compiled anew and not all. More parts would make each evaluation slower.
 */
final class EngineBuilder {

    private static final int MOST_ROWS = 1_000;

    private final Map<List<String>, CompiledRules> known = new HashMap<>();
    private final Map<String, RuleRow> rows = new HashMap<>();

    private EngineBuilder() {}

    /**
     * Builds an engine.
     *
     * @param chain the tables in the order in which they fire
     * @param before an engine to take over from
     * @throws TableException if Drools refuses a table
     */
    static Engine build(List<Table> chain, @Nullable Engine before) {
        EngineBuilder builder = new EngineBuilder();
        if (before != null) {
            before.rules().values().forEach(parts -> parts.forEach(part -> builder.known.put(part.source(), part)));
        }
        return builder.build(chain);
    }

    private Engine build(List<Table> chain) {
        Map<FactType, List<CompiledRules>> rules = new EnumMap<>(FactType.class);
        for (FactType fact : FactType.values()) {
            List<Table> tables = chain.stream()
                    .filter(table -> table.fact() == fact && fact.isMatched())
                    .toList();
            rules.put(
                    fact,
                    parts(tables).stream()
                            .map(this::source)
                            .map(source -> known.computeIfAbsent(source, it -> CompiledRules.of(it, rows)))
                            .toList());
        }
        return new Engine(rules, rows);
    }

    /** The tables in parts of so many rows that follow one another; a large table is in several parts. */
    private static List<List<Table>> parts(List<Table> tables) {
        List<List<Table>> parts = new ArrayList<>();
        int left = 0;
        for (Table table : tables) {
            for (int start = 0; start < table.rows().size(); start += MOST_ROWS) {
                int end = Math.min(table.rows().size(), start + MOST_ROWS);
                if (end - start > left) {
                    parts.add(new ArrayList<>());
                    left = MOST_ROWS;
                }
                parts.get(parts.size() - 1).add(table.withRows(table.rows().subList(start, end)));
                left -= end - start;
            }
        }
        return parts;
    }

    /** The rules of one part, from the last to the first, because salience is counted from the last. */
    private List<String> source(List<Table> part) {
        List<String> source = new ArrayList<>();
        int others = rows.size();
        for (int i = part.size() - 1; i >= 0; i--) {
            source.add(RuleWriter.write(part.get(i), rows.size() - others + 1, rows));
        }
        return source;
    }
}
