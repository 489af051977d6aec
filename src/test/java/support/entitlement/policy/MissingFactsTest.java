package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static support.entitlement.Queries.query;
import static support.entitlement.Queries.withAttributes;
import static support.entitlement.Queries.withCategory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.EditedTables;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.Reason;
import support.entitlement.decision.Query;

/**
 * Tests that a fact is missing if and only if sending it could change the answer. An oracle that tries all values
 * decides that.
 */
class MissingFactsTest {

    private static final Query FREE = query("Free", "Issue reports");
    private static final Query PREMIUM = query("Enterprise Premium", "API outage");

    /** The facts of the random policies, with every value that can make a difference to any of their rows. */
    private static final Map<String, List<Object>> VALUES = new LinkedHashMap<>(Map.of(
            "/attributes/region", List.of("EU", "US", "elsewhere"),
            "/attributes/seats", List.of(0, 1, 1.5, 2, 3),
            "/attributes/vip", List.of(true, false),
            "/impact/productionUse", List.of("not possible", "substantially degraded", "not severely impacted"),
            "/impact/workaround", List.of(true, false)));

    private static final List<String> CONDITIONS = List.of(
            "attribute[\"region\"] == \"$param\"",
            "attribute[\"region\"] != \"$param\"",
            "attribute[\"region\"] in ($param)",
            "attribute[\"seats\"] < $param",
            "attribute[\"seats\"] >= $param",
            "attribute[\"seats\"] == $param",
            "attribute[\"vip\"] == $param",
            "slaCategory == \"$param\"",
            "supportLevel == \"$param\"",
            "productionUse == \"$param\"",
            "workaround != $param");

    private static final List<String> ACTIONS = List.of(
            "entitlement.entitled($param)",
            "entitlement.words(\"$param\")",
            "entitlement.term(\"t\", \"$param\")",
            "entitlement.commitment(\"$param\")",
            "entitlement.priorityFlag($param)");

    @ParameterizedTest
    @MethodSource("seeds")
    void aFactIsMissingExactlyIfItCanMakeADifference(long seed, @TempDir Path directory) {
        Random random = new Random(seed);
        Policy policy = randomTables(random, directory).compileUnchecked();
        for (int i = 0; i < 6; i++) {
            Query query = randomQuery(random);
            Decision decision = policy.decide(query);
            List<Decision> all = everyDecision(policy, query);

            assertThat(decision.missingPointers())
                    .as("%s of seed %d", query, seed)
                    .containsExactlyInAnyOrderElementsOf(factsThatMatter(all));
            assertThat(decision.reason() == Reason.MISSING_FACTS)
                    .as("%s of seed %d", query, seed)
                    .isEqualTo(!decision.entitled() && all.stream().anyMatch(Decision::entitled));
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("seeds", 24));
    }

    @Test
    void anAgentsCategoryPrevailsOverWhatTablesMakeOfOtherFacts(@TempDir Path directory) {
        Policy policy = EditedTables.in(directory)
                .addTable(
                        "big.csv",
                        "Query",
                        "attribute[\"seats\"] >= $param",
                        "entitlement.slaCategory(\"$param\")",
                        List.of(List.of("100", "1")))
                .compile();
        Decision decision = policy.decide(withAttributes(withCategory(PREMIUM, "3"), Map.of("seats", 500)));

        assertThat(decision.slaCategory()).extracting(Decision.SlaCategory::id).isEqualTo("3");
        assertThat(policy.decide(withAttributes(PREMIUM, Map.of("seats", 500))).slaCategory())
                .extracting(Decision.SlaCategory::id)
                .isEqualTo("1");
        assertThat(policy.decide(withCategory(PREMIUM, "3")).missingPointers()).isEmpty();
    }

    @Test
    void aFactThatOnlyAnotherLevelAsksForIsMissingWhileTheLevelIsOpen(@TempDir Path directory) {
        Policy policy = EditedTables.in(directory)
                .addTable(
                        "upgrades.csv",
                        "Query",
                        "attribute[\"region\"] == \"$param\"",
                        LEVEL,
                        List.of(List.of("EU", "Golden")))
                .addTable(
                        "golden.csv",
                        "Coverage",
                        "supportLevel == \"$param\"",
                        "entitlement.entitled($param)",
                        List.of())
                .addColumn("golden.csv", "CONDITION", "attribute[\"vip\"] == $param", "Vip")
                .addRow("golden.csv", Map.of("If", "Golden", "Vip", "yes", "Then", "yes"))
                .compile();

        assertThat(policy.decide(query("Free", "Anything")).missingPointers())
                .containsExactlyInAnyOrder("/attributes/region", "/attributes/vip");
        assertThat(policy.decide(withAttributes(query("Free", "Anything"), Map.of("region", "US")))
                        .missingPointers())
                .isEmpty();
    }

    @Test
    void aNameWithASlashIsEscapedInItsPointer(@TempDir Path directory) {
        Policy policy = EditedTables.in(directory)
                .addTable(
                        "extra.csv",
                        "Query",
                        "attribute[\"a/b~c\"] == \"$param\"",
                        "entitlement.term(\"extra\", \"$param\")",
                        List.of(List.of("x", "y")))
                .compile();

        assertThat(policy.decide(FREE).missingPointers()).containsExactly("/attributes/a~1b~0c");
    }

    @Test
    void aNumberBetweenTwoThatTablesMentionIsTriedToo(@TempDir Path directory) {
        Policy policy = EditedTables.in(directory)
                .addTable(
                        "extra.csv",
                        "Query",
                        "attribute[\"seats\"] > $param",
                        "entitlement.term(\"extra\", \"$param\")",
                        List.of(List.of("1", "between"), List.of("1.99", "")))
                .hitPolicy("extra.csv", "collect")
                .addTable(
                        "other.csv",
                        "Query",
                        "attribute[\"seats\"] >= $param",
                        "entitlement.term(\"extra\", \"$param\")",
                        List.of(List.of("", "otherwise"), List.of("1.99", "otherwise")))
                .compile();

        assertThat(policy.decide(FREE).missingPointers()).isEmpty();
        assertThat(policy.decide(withAttributes(FREE, Map.of("seats", 1.5))).terms())
                .isEqualTo(Map.of("extra", "otherwise"));
    }

    @Test
    void upToTheMostTrialsOnlyFactsThatMatterAreMissing(@TempDir Path directory) {
        Policy policy = harmless(directory, 9).compileUnchecked();

        assertThat(policy.decide(withCategory(FREE, "1")).missingPointers()).isEmpty();
    }

    @Test
    void aboveTheMostTrialsEveryFactThatARowAsksForIsMissing(@TempDir Path directory) {
        Policy policy = harmless(directory, 10).compileUnchecked();

        Decision decision = policy.decide(withCategory(FREE, "1"));

        assertThat(decision.missingPointers())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 10)
                        .mapToObj(number -> "/attributes/fact" + number)
                        .toList());
        assertThat(decision.entitled()).isTrue();
        assertThat(decision.reason()).isNull();
    }

    @Test
    void valuesOnRowsThatTheQueryRulesOutAreNotTried(@TempDir Path directory) {
        EditedTables tables = EditedTables.in(directory)
                .addTable(
                        "extra.csv",
                        "Coverage",
                        "attribute[\"region\"] == \"$param\"",
                        "entitlement.term(\"same\", \"$param\")",
                        List.of(List.of("near", "same")))
                .addColumn("extra.csv", "CONDITION", "issueType == \"$param\"", "Issue type");
        tables.addRows(
                "extra.csv",
                IntStream.range(0, MissingFacts.MAX_TRIALS)
                        .mapToObj(number -> Map.of("If", "far" + number, "Issue type", "API outage", "Then", "other"))
                        .toList());
        Policy policy = tables.compileUnchecked();

        assertThat(policy.decide(FREE).missingPointers()).containsExactly("/attributes/region");
        assertThat(policy.decide(withAttributes(FREE, Map.of("region", "near"))).missingPointers())
                .isEmpty();
    }

    /**
     * Returns tables with conditions on facts, each absent or of one value, that make equal statements for all values.
     */
    private static EditedTables harmless(Path directory, int facts) {
        assertThat(1 << 9).isLessThanOrEqualTo(MissingFacts.MAX_TRIALS);
        assertThat(1 << 10).isGreaterThan(MissingFacts.MAX_TRIALS);
        EditedTables tables = EditedTables.in(directory);
        for (int number = 0; number < facts; number++) {
            tables.addTable(
                    "fact" + number + ".csv",
                    "Coverage",
                    "attribute[\"fact" + number + "\"] == \"$param\"",
                    "entitlement.term(\"same\", \"$param\")",
                    List.of(List.of("", "same"), List.of("x", "same")));
        }
        return tables;
    }

    private static EditedTables randomTables(Random random, Path directory) {
        EditedTables tables = EditedTables.in(directory);
        int count = 1 + random.nextInt(4);
        for (int number = 0; number < count; number++) {
            String condition = CONDITIONS.get(random.nextInt(CONDITIONS.size()));
            String action = ACTIONS.get(random.nextInt(ACTIONS.size()));
            addRandomTable(random, tables, "z" + number + ".csv", "Coverage", condition, action);
        }
        if (random.nextInt(3) == 0) {
            addRandomTable(random, tables, "levels.csv", "Query", CONDITIONS.get(random.nextInt(7)), LEVEL);
        }
        if (random.nextInt(3) == 0) {
            addRandomTable(random, tables, "harm.csv", "Query", CONDITIONS.get(random.nextInt(7)), CATEGORY);
        }
        return tables;
    }

    private static final String LEVEL = "entitlement.supportLevel(\"$param\")";
    private static final String CATEGORY = "entitlement.slaCategory(\"$param\")";

    private static void addRandomTable(
            Random random, EditedTables tables, String file, String fact, String condition, String action) {
        int count = 1 + random.nextInt(3);
        List<List<String>> rows = Stream.generate(
                        () -> List.of(randomCell(random, condition), randomWord(random, action)))
                .limit(count)
                .toList();
        tables.addTable(file, fact, condition, action, rows);
        if (random.nextBoolean()) {
            String second = CONDITIONS.get(random.nextInt(7));
            tables.addColumn(file, "CONDITION", second, "And");
            tables.addRow(
                    file,
                    Map.of(
                            "If", randomCell(random, condition),
                            "And", randomCell(random, second),
                            "Then", randomWord(random, action)));
        }
    }

    private static String randomCell(Random random, String condition) {
        if (random.nextInt(5) == 0) {
            return "";
        }
        if (condition.contains(" in ")) {
            return one(random, "EU", "EU, US");
        }
        if (condition.contains("region")) {
            return one(random, "EU", "US");
        }
        if (condition.contains("seats")) {
            return one(random, "1", "2");
        }
        if (condition.contains("slaCategory")) {
            return one(random, "1", "2", "3");
        }
        if (condition.contains("supportLevel")) {
            return one(random, "Basic", "Enterprise Premium");
        }
        return condition.contains("productionUse")
                ? one(random, "not possible", "substantially degraded")
                : one(random, "yes", "no");
    }

    private static String randomWord(Random random, String action) {
        if (action.contains("entitled(") || action.contains("Flag")) {
            return one(random, "yes", "no");
        }
        if (action.equals(LEVEL)) {
            return one(random, "Basic", "Enterprise Premium");
        }
        return action.equals(CATEGORY) ? one(random, "1", "2", "3") : one(random, "a", "b");
    }

    private static String one(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static Query randomQuery(Random random) {
        Query query = query(
                one(random, "Free", "Enterprise Premium", "Enterprise Advanced"),
                one(random, "Issue reports", "API outage", "Product support"));
        if (random.nextInt(3) == 0) {
            query = withCategory(query, one(random, "1", "2", "3"));
        }
        for (String fact : absentFrom(query)) {
            if (random.nextInt(3) == 0) {
                List<Object> values = VALUES.get(fact);
                query = sending(query, fact, values.get(random.nextInt(values.size())));
            }
        }
        return query;
    }

    /** Returns the facts that a query leaves out; an agent who sends the category sends no impact. */
    private static List<String> absentFrom(Query query) {
        return VALUES.keySet().stream()
                .filter(fact -> valueOf(query, fact) == null)
                .filter(fact -> query.slaCategory() == null || !fact.startsWith("/impact/"))
                .sorted()
                .toList();
    }

    private static @Nullable Object valueOf(Query query, String fact) {
        return switch (fact) {
            case "/impact/productionUse" -> query.productionUse();
            case "/impact/workaround" -> query.workaround();
            default -> query.attribute().get(fact.substring("/attributes/".length()));
        };
    }

    private static Query sending(Query query, String fact, Object value) {
        Map<String, Object> attributes = new HashMap<>(query.attribute());
        if (fact.startsWith("/attributes/")) {
            attributes.put(fact.substring("/attributes/".length()), value);
        }
        return new Query(
                query.plan(),
                query.issueType(),
                fact.equals("/impact/productionUse") ? (String) value : query.productionUse(),
                fact.equals("/impact/workaround") ? (Boolean) value : query.workaround(),
                query.slaCategory(),
                query.channel(),
                attributes);
    }

    /** Returns the decisions on every way to send or leave out the facts that the query leaves out. */
    private static List<Decision> everyDecision(Policy policy, Query query) {
        List<Query> queries = new ArrayList<>(List.of(query));
        for (String fact : absentFrom(query)) {
            queries = queries.stream()
                    .flatMap(each -> Stream.concat(
                            Stream.of(each), VALUES.get(fact).stream().map(value -> sending(each, fact, value))))
                    .toList();
        }
        return queries.stream().map(policy::decide).toList();
    }

    /** Returns the facts for which two decisions differ although their queries are otherwise equal. */
    private static List<String> factsThatMatter(List<Decision> decisions) {
        return absentFrom(decisions.get(0).query()).stream()
                .filter(fact ->
                        decisions.stream()
                                .collect(Collectors.groupingBy(decision -> without(decision.query(), fact)))
                                .values()
                                .stream()
                                .anyMatch(same -> same.stream().anyMatch(each -> !each.promisesTheSameAs(same.get(0)))))
                .toList();
    }

    private static List<@Nullable Object> without(Query query, String fact) {
        List<@Nullable Object> others = new ArrayList<>();
        VALUES.keySet().stream().filter(each -> !each.equals(fact)).forEach(each -> others.add(valueOf(query, each)));
        return others;
    }
}
