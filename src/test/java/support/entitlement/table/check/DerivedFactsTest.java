package support.entitlement.table.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.sheet.Sheet;

/**
 * Tests that rows on a derived support level or category are compared only for possible queries: the checks find the
 * same rows as an evaluation of every query in two steps, as the service does it.
 */
class DerivedFactsTest {

    private static final List<String> PLANS = List.of("A", "B", "C");
    private static final List<@Nullable String> USES = Arrays.asList(null, "down", "slow", "fine");

    @ParameterizedTest
    @MethodSource("seeds")
    void levelsAreThoseThatThePlanGives(long seed) {
        Random random = new Random(seed);
        Map<String, String> levels = derive(random, PLANS, "Low", "High", "Top");
        Sheet plans = sheet("plans.csv", "plan", "supportLevel", levels);
        List<Table> tables = LogicTables.tables(plans, later(random, "supportLevel", "Low", "plan", PLANS, "High"));
        List<Map<String, String>> queries = new ArrayList<>();
        for (String plan : PLANS) {
            queries.add(query("plan", plan, "supportLevel", levels.get(plan)));
        }

        assertThat(found(tables)).as(tables::toString).isEqualTo(expected(tables, queries));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void categoriesAreThoseThatComeOfTheImpactOrAreSentWithoutOne(long seed) {
        Random random = new Random(seed);
        Map<String, String> categories = derive(random, List.of("down", "slow", "fine"), "1", "2", "3");
        Sheet harm = sheet("harm.csv", "productionUse", "slaCategory", categories);
        List<Table> tables = LogicTables.tables(
                harm, later(random, "slaCategory", "1", "productionUse", List.of("down", "slow", "fine"), "2"));
        List<Map<String, String>> queries = new ArrayList<>();
        for (String use : USES) {
            queries.add(query("productionUse", use, "slaCategory", use == null ? null : categories.get(use)));
        }
        for (String sent : Vocabulary.of(tables).slaCategories().all()) {
            queries.add(query("productionUse", null, "slaCategory", sent));
        }

        assertThat(found(tables)).as(tables::toString).isEqualTo(expected(tables, queries));
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    /** Returns a random result for each name, and none for some. */
    private static Map<String, String> derive(Random random, List<String> names, String... results) {
        Map<String, String> derived = new HashMap<>();
        for (String name : names) {
            if (random.nextInt(5) > 0) {
                derived.put(name, results[random.nextInt(results.length)]);
            }
        }
        derived.putIfAbsent(names.get(0), results[0]);
        return derived;
    }

    private static Sheet sheet(String file, String field, String action, Map<String, String> rows) {
        return LogicTables.sheet(
                file,
                "unique",
                "Query",
                "If: " + field + " == \"$param\"|Then: entitlement." + action + "(\"$param\")",
                rows.entrySet().stream()
                        .map(row -> row.getKey() + "|" + row.getValue())
                        .toArray(String[]::new));
    }

    /** Returns a table with conditions on both, which mentions every name once so that it is known. */
    private static Sheet later(
            Random random, String result, String one, String field, List<String> names, String other) {
        String operator = random.nextBoolean() ? "==" : "!=";
        String columns = "R: " + result + " " + operator + " \"$param\"|S: " + result + " in ($param)|N: " + field
                + (random.nextBoolean() ? " == " : " != ") + "\"$param\"|M: " + field
                + " in ($param)|Said: entitlement.words(\"$param\")";
        Stream<String> rows = Stream.generate(() -> String.join(
                        "|",
                        some(random, one, other),
                        some(random, one, other, one + ", " + other),
                        some(random, names.get(0), names.get(1), names.get(2)),
                        some(random, names.get(0) + ", " + names.get(2)),
                        List.of("a", "b").get(random.nextInt(2))))
                .limit(1 + random.nextInt(5));
        return LogicTables.sheet(
                "later.csv",
                "unique",
                "Coverage",
                columns,
                Stream.concat(rows, Stream.of("|Never|" + "|" + String.join(", ", names) + "|c"))
                        .toArray(String[]::new));
    }

    private static String some(Random random, String... choices) {
        return random.nextInt(3) > 0 ? "" : choices[random.nextInt(choices.length)];
    }

    private static Map<String, String> query(
            String one, @Nullable String value, String other, @Nullable String otherValue) {
        Map<String, String> query = new HashMap<>();
        if (value != null) {
            query.put(one, value);
        }
        if (otherValue != null) {
            query.put(other, otherValue);
        }
        return query;
    }

    private static Set<String> expected(List<Table> tables, List<Map<String, String>> queries) {
        Table table = tables.get(1);
        Set<String> expected = new TreeSet<>();
        for (int i = 0; i < table.rows().size(); i++) {
            Row row = table.rows().get(i);
            List<Map<String, String>> matched =
                    queries.stream().filter(query -> matches(table, row, query)).toList();
            if (matched.isEmpty()) {
                expected.add("never-fires " + row.matched().row());
            } else if (table.rows().subList(0, i).stream()
                    .filter(other -> !Objects.equals(
                            table.cellValue(row, table.actions().get(0)),
                            table.cellValue(other, table.actions().get(0))))
                    .anyMatch(other -> matched.stream().anyMatch(query -> matches(table, other, query)))) {
                expected.add("overlap " + row.matched().row());
            }
        }
        return expected;
    }

    private static boolean matches(Table table, Row row, Map<String, String> query) {
        return table.conditions().stream()
                .filter(column -> table.cellValue(row, column) != null)
                .allMatch(column -> column.holdsFor(
                        query.get(column.input()), Objects.requireNonNull(table.cellValue(row, column))));
    }

    private static Set<String> found(List<Table> tables) {
        return LogicChecks.checkTables(tables, Budget.ofCheck()).stream()
                .filter(problem -> Set.of("never-fires", "overlap").contains(problem.code()))
                .filter(problem -> problem.place().file().equals("later.csv"))
                .map(problem -> problem.code() + " "
                        + Objects.requireNonNull(problem.place().cell()).replaceAll("\\D", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
