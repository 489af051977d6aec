package support.entitlement.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;

/** Tests that rows mean what Drools' own compiler of decision tables makes of them. */
class DecisionTableCompilerTest {

    private static final List<String> PLANS =
            Arrays.asList(null, "Free", "Enterprise Advanced", "Enterprise Premium", "none");
    private static final List<String> TYPES =
            Arrays.asList(null, "Issue reports", "API outage", "Enablement sessions", "none");
    private static final List<String> CATEGORIES = Arrays.asList(null, "1", "2", "3", "4");
    private static final List<String> USES =
            Arrays.asList(null, "not possible", "substantially degraded", "not severely impacted");

    /** The number of a table, its fact, its condition, what its cells hold, and its hit policy. */
    private static final String CONDITIONS = """
            1  | Query    | attribute["size"] == $param       | number | collect
            2  | Query    | attribute["size"] != $param       | number | collect
            3  | Coverage | attribute["size"] < $param        | number | collect
            4  | Query    | attribute["size"] >= $param       | number | first
            5  | Query    | attribute["size"] in ($param)     | number | collect
            6  | Coverage | attribute["size"] not in ($param) | number | collect
            7  | Query    | attribute["area"] == "$param"     | text   | first
            8  | Coverage | attribute["area"] != "$param"     | text   | collect
            9  | Query    | attribute["area"] in ($param)     | text   | first
            10 | Query    | attribute["area"] not in ($param) | text   | collect
            11 | Query    | attribute["live"] == $param       | flag   | collect
            12 | Query    | attribute["live"] != $param       | flag   | collect
            13 | Query    | workaround == $param              | flag   | collect
            14 | Coverage | issueType != "$param"             | type   | collect
            15 | Coverage | supportLevel not in ($param)      | plan   | first""";

    /** More than Drools tests one after the other: it finds equalities of so many by hashing. */
    private static final int ROWS = 30;

    private static final int QUERIES = 300;

    @TempDir
    private Path directory;

    private final Random random = new Random(28);

    @Test
    void rowsOfAnyConditionAnswerAsTheDecisionTablesOfDrools() {
        EditedTables tables = EditedTables.in(directory);
        CONDITIONS.lines().map(line -> line.split(" *\\| *")).forEach(addTableTo(tables));

        Policy policy = tables.compileUnchecked();
        Engine measure = DecisionTableCompiler.compileAgain(
                policy.engine(), new RulesDirectory(directory).readSheets().sheets());

        for (int i = 0; i < QUERIES; i++) {
            Query query = randomQuery();
            assertThat(policy.engine().fireRules(query))
                    .as(query.toString())
                    .usingRecursiveComparison()
                    .isEqualTo(measure.fireRules(query));
        }
    }

    private Consumer<String[]> addTableTo(EditedTables tables) {
        return table -> {
            String file = "random-" + table[0] + ".csv";
            boolean lists = table[2].contains("in (");
            tables.addTable(
                            file,
                            table[1],
                            table[2],
                            "entitlement.commitment(\"$param\")",
                            IntStream.range(0, ROWS)
                                    .mapToObj(row -> List.of(cell(table[3], lists), file + " row " + row))
                                    .toList())
                    .hitPolicy(file, table[4]);
        };
    }

    private String cell(String kind, boolean lists) {
        List<String> values = new ArrayList<>();
        for (int i = lists ? random.nextInt(4) : random.nextInt(8) == 0 ? 0 : 1; i > 0; i--) {
            values.add(
                    switch (kind) {
                        case "number" ->
                            List.of("0", "1", "1.5", "2", "-3", "2.25", "1000000000000", "7", "8", "9", "10", "11")
                                    .get(random.nextInt(12));
                        case "flag" -> random.nextBoolean() ? "yes" : "no";
                        case "type" -> TYPES.get(1 + random.nextInt(4));
                        case "plan" -> PLANS.get(1 + random.nextInt(4));
                        default -> "area " + random.nextInt(12);
                    });
        }
        return String.join(", ", values.stream().distinct().toList());
    }

    private Query randomQuery() {
        Map<String, Object> attributes = new HashMap<>();
        put(
                attributes,
                "size",
                any(Arrays.asList(null, 0, 1, 1.0, 1.5, 2L, 2.25, -3, 7, 10.0, 1000000000000L, 1e12, 99)));
        put(attributes, "area", any(Arrays.asList(null, "area 1", "area 2", "area 7", "area 11", "area 99")));
        put(attributes, "live", any(Arrays.asList(null, true, false)));
        return new Query(
                any(PLANS),
                any(TYPES),
                any(USES),
                any(Arrays.asList(null, true, false)),
                any(CATEGORIES),
                null,
                attributes);
    }

    private static void put(Map<String, Object> attributes, String name, @Nullable Object value) {
        if (value != null) {
            attributes.put(name, value);
        }
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
