package support.entitlement.table.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.table.CellType;
import support.entitlement.table.Column;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.space.InputDomain;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.QuerySpace;
import support.entitlement.table.space.UncoveredSearch;
import support.entitlement.table.value.SentCell;

/**
 * Tests that the comparison of value sets finds exactly the problems that an evaluation of every relevant query finds.
 */
class LogicOracleTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final List<String> CONDITIONS = List.of(
            "attribute[\"x\"] == \"$param\"",
            "attribute[\"x\"] != \"$param\"",
            "attribute[\"x\"] in (\"$param\")",
            "attribute[\"x\"] not in (\"$param\")",
            "attribute[\"x\"] == $param",
            "attribute[\"x\"] != $param",
            "attribute[\"x\"] < $param",
            "attribute[\"x\"] <= $param",
            "attribute[\"x\"] > $param",
            "attribute[\"x\"] >= $param",
            "attribute[\"x\"] in ($param)",
            "attribute[\"y\"] >= $param",
            "attribute[\"y\"] < $param",
            "attribute[\"y\"] in ($param)",
            "attribute[\"y\"] not in ($param)",
            "attribute[\"d\"] >= $param",
            "attribute[\"d\"] < $param",
            "attribute[\"d\"] > $param",
            "attribute[\"d\"] <= $param",
            "attribute[\"d\"] in ($param)",
            "attribute[\"d\"] not in ($param)",
            "attribute[\"i\"] >= $param",
            "attribute[\"i\"] < $param",
            "attribute[\"i\"] != $param",
            "attribute[\"v\"] == $param",
            "attribute[\"v\"] != $param",
            "plan == \"$param\"",
            "plan != \"$param\"",
            "plan in ($param)",
            "plan not in ($param)",
            "productionUse != \"$param\"",
            "productionUse in ($param)",
            "productionUse not in ($param)",
            "workaround == $param",
            "workaround != $param");

    @ParameterizedTest
    @MethodSource("seeds")
    void rowsThatOverlapAreFoundExactly(long seed) {
        Table table = randomTable(new Random(seed), HitPolicy.UNIQUE, "entitlement.words(\"$param\")");
        List<Map<Input, Object>> queries = queries(table);
        Set<String> expected = new TreeSet<>();
        for (int row = 0; row < table.rows().size(); row++) {
            Set<Object> others = new LinkedHashSet<>();
            for (Map<Input, Object> query : queries) {
                if (matches(table, row, query)) {
                    matching(table, query, row).forEach(other -> others.add(said(table, other)));
                }
            }
            String here = said(table, row);
            if (queries.stream().noneMatch(matchedBy(table, row))) {
                expected.add("never-fires " + row);
            } else if (others.stream().anyMatch(other -> !other.equals(here))) {
                expected.add("overlap " + row);
            }
        }

        assertThat(found(table, Set.of("never-fires", "overlap")))
                .as(() -> describe(table))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rowsThatContradictEachOtherAreFoundExactly(long seed) {
        Table table = randomTable(new Random(seed), HitPolicy.COLLECT, "entitlement.words(\"$param\")");
        List<Map<Input, Object>> queries = queries(table);
        Set<String> expected = new TreeSet<>();
        for (Map<Input, Object> query : queries) {
            for (int row : matching(table, query, table.rows().size())) {
                if (matching(table, query, row).stream()
                        .map(other -> said(table, other))
                        .anyMatch(other ->
                                !said(table, row).isEmpty() && !other.isEmpty() && !other.equals(said(table, row)))) {
                    expected.add("contradiction " + row);
                }
            }
        }

        assertThat(found(table, Set.of("contradiction")))
                .as(() -> describe(table))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rowsThatOthersHideAreFoundExactly(long seed) {
        Table table = randomTable(new Random(seed), HitPolicy.FIRST, "entitlement.words(\"$param\")");
        List<Map<Input, Object>> queries = queries(table);
        Set<String> expected = IntStream.range(0, table.rows().size())
                .filter(row -> queries.stream().anyMatch(matchedBy(table, row)))
                .filter(row -> queries.stream()
                        .filter(matchedBy(table, row))
                        .noneMatch(query -> matching(table, query, row).isEmpty()))
                .mapToObj(row -> "hidden " + row)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(found(table, Set.of("hidden-row", "redundant-row")).stream()
                        .map(problem -> "hidden " + problem.substring(problem.indexOf(' ') + 1)))
                .as(() -> describe(table))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatNoRowCoversIsFoundExactlyAndNothingElse(long seed) {
        Table table = randomTable(new Random(seed), HitPolicy.COLLECT, "entitlement.words(\"$param\")");
        QuerySpace space = QuerySpace.of(List.of(table));
        List<QueryBox> boxes =
                table.rows().stream().map(row -> space.boxOfRow(table, row)).toList();
        List<QueryBox> left = UncoveredSearch.findUncovered(
                        space.allQueries(), boxes, Integer.MAX_VALUE, Budget.ofSteps(Long.MAX_VALUE))
                .uncovered();

        for (Map<Input, Object> query : queries(table)) {
            boolean covered = !matching(table, query, table.rows().size()).isEmpty();
            assertThat(left.stream().filter(box -> isIn(box, space, query)).count())
                    .as(() -> query + describe(table))
                    .isEqualTo(covered ? 0 : 1);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyValueIsInOneClassAndEveryConditionHoldsForWholeClasses(long seed) {
        Table table = randomTable(new Random(seed), HitPolicy.COLLECT, "entitlement.words(\"$param\")");
        QuerySpace space = QuerySpace.of(List.of(table));
        values(table).forEach((input, values) -> {
            InputDomain domain = space.domainOf(space.inputs().indexOf(input));
            for (Object value : values) {
                int number = classOf(domain, value);
                for (Column.ConditionColumn column : table.conditions()) {
                    if (Input.ofCondition(column).equals(input)) {
                        table.columnValues(column)
                                .forEach(cell -> assertThat(domain.matchingClasses(column.operator(), cell)
                                                .contains(number))
                                        .as("%s %s %s", value, column.operator(), cell)
                                        .isEqualTo(column.holdsFor(value, cell))
                                        .isEqualTo(column.holdsFor(domain.exampleOf(number), cell)));
                    }
                }
            }
        });
    }

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("seeds", 120));
    }

    private static Table randomTable(Random random, HitPolicy hitPolicy, String action) {
        List<String> conditions = random.ints(1 + random.nextInt(4), 0, CONDITIONS.size())
                .mapToObj(CONDITIONS::get)
                .toList();
        String columns = IntStream.range(0, conditions.size())
                        .mapToObj(i -> "C" + i + ":" + conditions.get(i) + "|")
                        .collect(Collectors.joining())
                + "Said: " + action;
        String[] rows = Stream.generate(() -> conditions.stream()
                                .map(condition -> randomCell(random, condition) + "|")
                                .collect(Collectors.joining())
                        + one(random, "a", "b", "c", ""))
                .limit(1 + random.nextInt(7))
                .filter(row -> row.chars().anyMatch(c -> c != '|'))
                .toArray(String[]::new);
        return LogicTables.tables(LogicTables.sheet("t.csv", hitPolicy.toString(), "Query", columns, rows))
                .get(0);
    }

    private static String randomCell(Random random, String condition) {
        if (random.nextInt(4) == 0) {
            return "";
        }
        if (random.nextInt(6) == 0) {
            return condition.contains("==") || condition.contains(" in ") && !condition.contains("not in")
                    ? one(random, "otherwise", "not sent")
                    : "not sent";
        }
        if (condition.contains("workaround") || condition.contains("\"v\"")) {
            return one(random, "yes", "no");
        }
        if (condition.contains("\"d\"") || condition.contains("\"i\"")) {
            return randomTime(random, condition);
        }
        boolean text = condition.contains("\"$param\"") || condition.contains("plan") || condition.contains("Use");
        List<String> values = text ? List.of("1", "p", "q", "r") : List.of("1", "2", "2.5", "-3", "1.0");
        return condition.contains(" in ")
                ? values.get(random.nextInt(values.size())) + ", " + values.get(random.nextInt(values.size()))
                : values.get(random.nextInt(values.size()));
    }

    private static String randomTime(Random random, String condition) {
        if (condition.contains("\"i\"")) {
            return one(random, "2026-03-01T12:00:00Z", "2026-03-01T14:00:00+02:00", "2026-03-01T12:00:00.000000001Z");
        }
        String date = one(random, "2026-02-28", "01.03.2026", "2 Mar 2026", "2026-03-09");
        return condition.contains(" in ") ? date + "; " + one(random, "2026-03-02", "9.3.2026") : date;
    }

    private static String one(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Returns, for each input, every value that can make a difference to a condition. */
    private static Map<Input, List<@Nullable Object>> values(Table table) {
        Map<Input, Set<@Nullable Object>> values = new LinkedHashMap<>();
        for (Column.ConditionColumn column : table.conditions()) {
            Input input = Input.ofCondition(column);
            Set<@Nullable Object> some = values.computeIfAbsent(input, it -> new LinkedHashSet<>());
            if (!column.input().equals("plan")) {
                some.add(null);
            }
            List<Object> cells = table.columnValues(column)
                    .filter(cell -> !(cell instanceof SentCell))
                    .flatMap(cell -> cell instanceof Collection<?> list ? list.stream() : Stream.of(cell))
                    .map(Object.class::cast)
                    .toList();
            if (cells.isEmpty() && isTypedElsewhere(table, input)) {
                continue; // The type of a column without a value is only supposed.
            }
            switch (column.type()) {
                case FLAG -> some.addAll(List.of(true, false));
                case NUMBER -> some.addAll(List.of(-100, -3, -1.5, 1, 1.5, 2, 2.25, 2.5, 77, -0.0, 1e300));
                case DATE ->
                    IntStream.range(0, 14)
                            .forEach(day -> some.add(LocalDate.of(2026, 2, 26).plusDays(day)));
                case INSTANT -> IntStream.rangeClosed(-2, 2).forEach(nano -> some.add(NOON.plusNanos(nano)));
                default -> some.addAll(cells);
            }
            if (column.type() == CellType.TEXT && column.attribute()) {
                some.addAll(List.of("something else", "P"));
            }
        }
        Map<Input, List<@Nullable Object>> lists = new LinkedHashMap<>();
        values.forEach((input, some) -> lists.put(input, new ArrayList<>(some.isEmpty() ? Set.of("whatever") : some)));
        return lists;
    }

    /** Returns true if another column with a value says the type of an attribute. */
    private static boolean isTypedElsewhere(Table table, Input input) {
        return input.attribute()
                && table.conditions().stream()
                        .filter(column -> Input.ofCondition(column).equals(input))
                        .flatMap(table::columnValues)
                        .anyMatch(cell -> !(cell instanceof SentCell));
    }

    private static List<Map<Input, Object>> queries(Table table) {
        List<Map<Input, Object>> queries = List.of(Map.of());
        for (Map.Entry<Input, List<@Nullable Object>> input : values(table).entrySet()) {
            queries = queries.stream()
                    .flatMap(query -> input.getValue().stream().map(value -> with(query, input.getKey(), value)))
                    .toList();
        }
        return queries;
    }

    private static Map<Input, Object> with(Map<Input, Object> query, Input input, @Nullable Object value) {
        Map<Input, Object> longer = new HashMap<>(query);
        if (value != null) {
            longer.put(input, value);
        }
        return longer;
    }

    private static Predicate<Map<Input, Object>> matchedBy(Table table, int row) {
        return query -> matches(table, row, query);
    }

    private static boolean matches(Table table, int row, Map<Input, Object> query) {
        Row it = table.rows().get(row);
        return table.conditions().stream()
                .filter(column -> table.cellValue(it, column) != null)
                .allMatch(column -> column.holdsFor(
                        query.get(Input.ofCondition(column)), Objects.requireNonNull(table.cellValue(it, column))));
    }

    private static List<Integer> matching(Table table, Map<Input, Object> query, int end) {
        return IntStream.range(0, end)
                .filter(row -> matches(table, row, query))
                .boxed()
                .toList();
    }

    private static boolean isIn(QueryBox box, QuerySpace space, Map<Input, Object> query) {
        return IntStream.range(0, space.inputs().size())
                .allMatch(input -> box.classesOf(input)
                        .contains(classOf(
                                space.domainOf(input), query.get(space.inputs().get(input)))));
    }

    private static int classOf(InputDomain domain, @Nullable Object value) {
        if (value instanceof Number number) {
            return classOf(domain, number.doubleValue());
        }
        if (value instanceof Temporal) {
            return classOfTime(domain, value);
        }
        return domain.allClasses()
                .streamClasses()
                .filter(each -> Objects.equals(domain.exampleOf(each), value))
                .findFirst()
                .orElseGet(() -> domain.allClasses()
                        .streamClasses()
                        .filter(each -> domain.exampleOf(each) instanceof String)
                        .reduce((one, last) -> last)
                        .orElseThrow());
    }

    /** Returns the class of a number. Classes alternate between numbers that cells mention and ranges between them. */
    private static int classOf(InputDomain domain, double value) {
        List<Integer> numbers = domain.allClasses()
                .streamClasses()
                .filter(each -> domain.exampleOf(each) instanceof Double)
                .boxed()
                .toList();
        for (int i = 1; i < numbers.size(); i += 2) {
            int order = Double.compare(value, (Double) Objects.requireNonNull(domain.exampleOf(numbers.get(i))));
            if (order <= 0) {
                return numbers.get(order == 0 ? i : i - 1);
            }
        }
        return numbers.get(numbers.size() - 1);
    }

    /** Returns the class of the values that stand to every value that cells mention as this one does. */
    private static int classOfTime(InputDomain domain, Object value) {
        return domain.allClasses()
                .streamClasses()
                .filter(each -> domain.exampleOf(each) instanceof Temporal)
                .filter(each -> domain.allClasses()
                        .streamClasses()
                        .mapToObj(domain::exampleOf)
                        .filter(Temporal.class::isInstance)
                        .filter(bound -> !domain.classOf(bound).isEmpty())
                        .allMatch(bound -> order(value, bound) == order(domain.exampleOf(each), bound)))
                .findFirst()
                .orElseThrow();
    }

    private static int order(@Nullable Object value, Object bound) {
        return value instanceof LocalDate date
                ? Integer.signum(date.compareTo((LocalDate) bound))
                : Integer.signum(((Instant) Objects.requireNonNull(value)).compareTo((Instant) bound));
    }

    private static String said(Table table, int row) {
        return table.cellText(table.rows().get(row), table.actions().get(0));
    }

    private static Set<String> found(Table table, Set<String> codes) {
        return LogicChecks.checkTables(List.of(table), Budget.ofCheck()).stream()
                .filter(problem -> codes.contains(problem.code()))
                .map(problem -> problem.code() + " "
                        + (Integer.parseInt(
                                        Objects.requireNonNull(problem.place().cell())
                                                .replaceAll("\\D", ""))
                                - 8))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String describe(Table table) {
        return table.conditions() + "\n"
                + table.rows().stream().map(row -> row.values().toString()).collect(Collectors.joining("\n"));
    }
}
