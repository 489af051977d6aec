package support.entitlement.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static support.entitlement.Queries.query;
import static support.entitlement.Queries.withAttributes;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;
import support.entitlement.decision.Decision;
import support.entitlement.decision.MatchedRow;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.policy.precedence.Precedence;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.FactType;
import support.entitlement.table.check.TableChecks;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.sheet.SheetLimits;

class EngineBuilderTest {

    private static final int MANY = 2_050;
    private static final int TITLES = 6;

    @TempDir
    private Path directory;

    private EditedTables tables;

    @BeforeEach
    void copyTheShippedTables() {
        tables = EditedTables.in(directory);
    }

    @Test
    void onlyTheRulesOfTheFactWhoseTableChangedAreCompiledAnew() {
        Policy before = tables.compileUnchecked();
        tables.replaceInRow("plans.csv", List.of("Enterprise Advanced"), "Support level", "Basic");
        Policy after = compile(before);

        assertThat(compiled(after, FactType.COVERAGE)).isEqualTo(compiled(before, FactType.COVERAGE));
        assertThat(compiled(after, FactType.CHANNEL)).isEqualTo(compiled(before, FactType.CHANNEL));
        assertThat(compiled(after, FactType.QUERY)).doesNotContainAnyElementsOf(compiled(before, FactType.QUERY));
        assertThat(level(after)).isEqualTo("Basic");
        assertThat(level(before)).isEqualTo("Enterprise Advanced");
    }

    @Test
    void policiesThatKnowNothingOfEachOtherShareTheRulesThatAreEqual() {
        Policy one = tables.compileUnchecked();
        tables.replaceInRow("plans.csv", List.of("Enterprise Advanced"), "Support level", "Basic");
        Policy other = tables.compileUnchecked();

        assertThat(compiled(other, FactType.COVERAGE)).isEqualTo(compiled(one, FactType.COVERAGE));
        assertThat(compiled(other, FactType.QUERY)).doesNotContainAnyElementsOf(compiled(one, FactType.QUERY));
        assertThat(level(one)).isEqualTo("Enterprise Advanced");
        assertThat(level(other)).isEqualTo("Basic");
    }

    @Test
    void aNoteIsAnsweredAsItStandsNowThoughItsRuleIsTheOneFromBefore() {
        Policy before = tables.compileUnchecked();
        tables.replaceInRow("plans.csv", List.of("Enterprise Advanced"), "Notes", "mended");
        Policy after = compile(before);

        assertThat(compiled(after, FactType.QUERY)).isEqualTo(compiled(before, FactType.QUERY));
        assertThat(after.decide(query("Enterprise Advanced", "Issue reports")).because())
                .extracting(MatchedRow::note)
                .contains("mended");
        assertThat(after.revision()).isNotEqualTo(before.revision());
    }

    @Test
    void aRenamedColumnIsCitedByItsNewTitleThoughItsRuleIsTheOneFromBefore() {
        Policy before = tables.compileUnchecked();
        tables.replaceEverywhere("plans.csv", "Plan,Support level", "Plan,Level");
        Policy after = compile(before);

        assertThat(compiled(after, FactType.QUERY)).isEqualTo(compiled(before, FactType.QUERY));
        assertThat(after.decide(query("Enterprise Advanced", "Issue reports")).because())
                .flatMap(row -> row.cells().keySet())
                .contains("Level");
    }

    @Test
    void aCellOfALargeTableHasOnlyItsPartCompiledAnew() {
        addManyRows(row -> "term " + row);
        Policy before = tables.compileUnchecked();
        addManyRows(row -> row == MANY - 1 ? "mended" : "term " + row);
        Policy after = compile(before);

        assertThat(compiled(after, FactType.QUERY)).hasSizeGreaterThan(2);
        assertThat(compiled(after, FactType.QUERY))
                .filteredOn(part -> !compiled(before, FactType.QUERY).contains(part))
                .hasSize(1);
        assertThat(term(after, MANY - 1)).isEqualTo("mended");
        assertThat(term(before, MANY - 1)).isEqualTo("term " + (MANY - 1));
    }

    @Test
    void anInsertedRowOfALargeTableHasOnlyItsPartCompiledAnew() {
        addManyRows(row -> "term " + row);
        Policy before = tables.compileUnchecked();
        tables.addFirstRow("seats.csv", Map.of("If", "-1", "Then", "inserted"));
        Policy after = compile(before);

        assertThat(compiled(after, FactType.QUERY))
                .filteredOn(part -> !compiled(before, FactType.QUERY).contains(part))
                .hasSizeBetween(1, 2);
        assertThat(term(after, 20)).isEqualTo("term 20");
        assertThat(decide(after, 20).because())
                .filteredOn(row -> row.file().equals("seats.csv"))
                .extracting(MatchedRow::row)
                .as("The rules of the rows below are those from before, and cite the rows where they stand now")
                .containsExactly(TITLES + 2 + 20);
    }

    @Test
    void anEvaluationFiresThePartsThatItsFactMayMatchAndNoOthers() {
        Random random = new Random(26);
        tables.addTable(
                "many-plans.csv",
                "Query",
                "plan in ($param)",
                "entitlement.term(\"plan\", \"$param\")",
                IntStream.range(0, MANY)
                        .mapToObj(row -> List.of(
                                row / 20 % 17 == 0 && random.nextInt(30) == 0
                                        ? ""
                                        : "Plan " + row / 10 + ", Plan " + random.nextInt(MANY / 10),
                                "term " + row))
                        .toList());
        List<RulePart> parts = tables.compileUnchecked().engine().parts().get(FactType.QUERY);
        PartIndex index = new PartIndex(parts);
        int found = 0;
        for (int plan = -1; plan < MANY / 10; plan++) {
            Query query = query("Plan " + plan, "Issue reports");
            List<RulePart> matching =
                    parts.stream().filter(part -> hasRowFor(part, query)).toList();
            assertThat(index.findParts(List.of(query)))
                    .containsAll(matching)
                    .isSubsetOf(parts)
                    .isSortedAccordingTo(Comparator.comparingInt(parts::indexOf));
            found += index.findParts(List.of(query)).size();
        }
        assertThat(found).isLessThan(parts.size() * MANY / 10);
    }

    private static boolean hasRowFor(RulePart part, Query query) {
        return part.key().tables().stream()
                .anyMatch(table -> table.rows().stream().anyMatch(row -> table.rowMatches(row, query)));
    }

    @Test
    void theRowsOfALargeTableCountInTheOrderInWhichTheyStand() {
        addManyRows(row -> "term " + row);
        Policy policy = tables.compileUnchecked();

        for (int seats : List.of(0, 999, 1_000, 1_001, 2_000, MANY - 1)) {
            Decision decision = decide(policy, seats);
            assertThat(decision.terms()).containsEntry("size", "term " + seats);
            assertThat(decision.because())
                    .filteredOn(row -> row.file().equals("seats.csv"))
                    .extracting(MatchedRow::row)
                    .as("The last row that counts prevails, and only what made the answer is cited")
                    .containsExactly(TITLES + 1 + seats);
        }
    }

    @Test
    void asManyRowsAsASheetMayHaveAnswerAsTheyStand() {
        int rows = SheetLimits.MAX_ROWS - TITLES;
        Random random = new Random(50);
        List<Integer> seats =
                Stream.generate(() -> random.nextInt(rows)).limit(rows).toList();
        tables.addTable(
                "seats.csv",
                "Query",
                "attribute[\"seats\"] == $param",
                "entitlement.term(\"size\", \"$param\")",
                IntStream.range(0, rows)
                        .mapToObj(row -> List.of(String.valueOf(seats.get(row)), "term " + row))
                        .toList());
        Policy policy = tables.compileUnchecked();

        for (int asked = 0; asked < rows; asked += 997) {
            int last = seats.lastIndexOf(asked);
            assertThat(term(policy, asked)).isEqualTo(last < 0 ? null : "term " + last);
        }
    }

    @Test
    void rowsWithLongListsAreFewRulesAndMatchAsTheListsSay() {
        tables.addTable(
                "lists.csv",
                "Query",
                "attribute[\"seats\"] in ($param)",
                "entitlement.term(\"size\", \"$param\")",
                IntStream.range(0, 10)
                        .mapToObj(row -> List.of(
                                IntStream.range(0, 200)
                                        .mapToObj(value -> String.valueOf(1_000 * row + value))
                                        .collect(Collectors.joining(", ")),
                                "term " + row))
                        .toList());
        Policy policy = tables.compile();

        assertThat(policy.engine().parts().get(FactType.QUERY))
                .flatMap(part -> part.rows().keySet())
                .filteredOn(rule -> rule.startsWith("lists.csv_"))
                .hasSize(10);
        assertThat(term(policy, 3_199)).isEqualTo("term 3");
        assertThat(term(policy, 9_000)).isEqualTo("term 9");
        assertThat(term(policy, 3_200)).isNull();
    }

    /** Drools finds equalities by hashing once there are more than three. */
    @Test
    void anEqualNumberIsFoundWhateverItsTypeAndATextOrAFlagOnlyIfItIsOne() {
        tables.addTable(
                "seats.csv",
                "Query",
                "attribute[\"seats\"] == $param",
                "entitlement.term(\"size\", \"$param\")",
                Stream.of("0", "1", "2.5", "3", "4", "5")
                        .map(seats -> List.of(seats, "term " + seats))
                        .toList());
        Policy policy = tables.compileUnchecked();

        assertThat(Stream.of(5, 5L, 5.0, new BigDecimal("5.00")).map(seats -> termOf(policy, seats)))
                .containsOnly("term 5");
        assertThat(termOf(policy, -0.0)).isEqualTo("term 0");
        assertThat(termOf(policy, new BigDecimal("2.50"))).isEqualTo("term 2.5");
        assertThat(Stream.of("5", true, 6).map(seats -> termOf(policy, seats))).containsOnlyNulls();
    }

    private static @Nullable String termOf(Policy policy, Object seats) {
        return policy.decideUncached(withAttributes(query("Free", "Issue reports"), Map.of("seats", seats)))
                .terms()
                .get("size");
    }

    /** Adds a row for each number of seats and more: the last that counts wins. */
    private void addManyRows(IntFunction<String> term) {
        tables.addTable(
                "seats.csv",
                "Query",
                "attribute[\"seats\"] >= $param",
                "entitlement.term(\"size\", \"$param\")",
                IntStream.range(0, MANY)
                        .mapToObj(row -> List.of(String.valueOf(row), term.apply(row)))
                        .toList());
    }

    private Policy compile(Policy before) {
        return PolicyCompiler.compileChecked(
                TableChecks.checkSheets(new RulesDirectory(directory).readSheets())
                        .tables(),
                Precedence.shippedRules(),
                before,
                Budget.ofCheck());
    }

    private static List<CompiledRules> compiled(Policy policy, FactType fact) {
        return policy.engine().parts().get(fact).stream().map(RulePart::rules).toList();
    }

    private static String level(Policy policy) {
        return policy.decide(query("Enterprise Advanced", "Issue reports")).supportLevel();
    }

    private static String term(Policy policy, int seats) {
        return decide(policy, seats).terms().get("size");
    }

    private static Decision decide(Policy policy, int seats) {
        return policy.decide(withAttributes(query("Free", "Issue reports"), Map.of("seats", seats)));
    }
}
