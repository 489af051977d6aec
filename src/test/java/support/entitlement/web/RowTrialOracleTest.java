package support.entitlement.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.decision.MatchedRow;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.policy.RowTrial;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.Row;
import support.entitlement.table.SheetParser;
import support.entitlement.table.Table;

/** Compares the trial of rows, condition by condition, with the rows that Drools lets fire, for random tables and queries. */
class RowTrialOracleTest {

    private static final int SEEDS = Integer.getInteger("seeds", 12);
    private static final int QUERIES = 60;
    private static final List<Object> VALUES = List.of(
            "EU", "other", "not possible", "Free", "", 0.0, 1.0, -5.0, 10.5, 999_999_999_999_999.0, true, false);

    @TempDir
    private Path directory;

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void exactlyTheRowsThatFireHaveOnlyConditionsThatHoldAndAreNotHidden(int seed) throws Exception {
        Random random = new Random(seed);
        new RandomTables(random, 4).write(directory);
        Policy policy = PolicyCompiler.compileChecked(SheetParser.parseSheets(
                        new RulesDirectory(directory).readSheets().sheets())
                .tables());
        int fired = 0;
        for (int i = 0; i < QUERIES; i++) {
            Query query = randomQuery(random);
            List<MatchedRow> expected = new ArrayList<>(
                    policy.engine().fireRules(query).entitlement().matchedRows());
            fired += expected.size();

            assertThat(rowsThatCount(policy, query))
                    .as("seed %d, %s", seed, query)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(fired).isGreaterThan(QUERIES);
    }

    private static List<MatchedRow> rowsThatCount(Policy policy, Query query) {
        List<MatchedRow> counting = new ArrayList<>();
        for (Table table : policy.tables()) {
            RowTrial trial = RowTrial.of(policy, query, table);
            for (Row row : table.rows()) {
                trial.tryRow(row).stream()
                        .filter(RowTrial.TriedRow::counts)
                        .forEach(tried -> counting.add(tried.row().matched()));
            }
        }
        return counting;
    }

    private static Query randomQuery(Random random) {
        Set<String> names = RandomTables.ATTRIBUTES.stream()
                .filter(name -> random.nextBoolean())
                .collect(Collectors.toSet());
        Map<String, Object> attributes = new HashMap<>();
        names.forEach(name -> attributes.put(name, VALUES.get(random.nextInt(VALUES.size()))));
        boolean classified = random.nextInt(4) == 0;
        return new Query(
                one(random, "Free", "Starter", "Big"),
                one(random, "Bug", "Outage", "Question"),
                classified ? null : one(random, "down", "slow", null),
                classified ? null : random.nextBoolean() ? null : random.nextBoolean(),
                classified ? one(random, "1", "2", "3") : null,
                one(random, "Phone", "Forum", null),
                attributes);
    }

    private static String one(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
