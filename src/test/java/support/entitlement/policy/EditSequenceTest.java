package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.decision.Query;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.Sheet;

/** Tables that are edited step by step, each time compiled with what the step before has compiled, and from the start. */
class EditSequenceTest {

    private static final int STEPS = 25;
    private static final int FIRST_ROW = 7;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyStepHasTheProblemsAndTheAnswersOfACompilationFromTheStart(int seed) {
        Random random = new Random(seed);
        List<Sheet> sheets = new ArrayList<>(
                new RulesDirectory(Path.of("rules")).readSheets().sheets());
        Policy before = null;
        int compiled = 0;
        for (int step = 0; step < STEPS; step++) {
            List<Sheet> edited = new ArrayList<>(sheets);
            int at = random.nextInt(sheets.size());
            edited.set(at, edit(random, sheets.get(at)));

            Compilation next = compile(edited, before);
            Compilation fresh = compile(edited, null);

            assertThat(next.problems()).as("Step %d of %d", step, seed).isEqualTo(fresh.problems());
            assertThat(next.compiled().map(Policy::revision))
                    .isEqualTo(fresh.compiled().map(Policy::revision));
            if (next.compiled().isPresent()) {
                before = next.requirePolicy();
                compiled++;
                assertSameAnswers(before, fresh.requirePolicy());
                sheets = edited;
            } else if (random.nextInt(3) > 0) {
                continue; // The edit is taken back.
            } else {
                sheets = random.nextBoolean() ? sheets : edited;
            }
        }
        assertThat(compiled).isPositive();
    }

    private static Compilation compile(List<Sheet> sheets, @Nullable Policy before) {
        return PolicyCompiler.compile(new ReadSheets(sheets, List.of()), null, before, Budget.ofCheck());
    }

    private static void assertSameAnswers(Policy one, Policy other) {
        for (Query query : SmokeTest.sampleQueries(one.vocabulary())) {
            Query complete = new Query(
                    query.plan(), query.issueType(), "not possible", true, query.slaCategory(), null, Map.of());
            assertThat(one.decide(complete)).isEqualTo(other.decide(complete));
        }
    }

    /** Changes a cell to another of its column or to a slip of it, or copies, moves or deletes a row. */
    private static Sheet edit(Random random, Sheet sheet) {
        List<List<String>> rows = new ArrayList<>(sheet.rows());
        int from = Math.min(FIRST_ROW, rows.size() - 1);
        int row = from + random.nextInt(rows.size() - from);
        int other = from + random.nextInt(rows.size() - from);
        switch (random.nextInt(6)) {
            case 0 -> rows.add(row, rows.get(other));
            case 1 -> rows.remove(row);
            case 2 -> rows.add(row, rows.remove(other));
            default -> {
                List<String> cells = new ArrayList<>(rows.get(row));
                int column = random.nextInt(cells.size());
                String text = column < rows.get(other).size() ? rows.get(other).get(column) : "";
                cells.set(column, random.nextInt(4) == 0 ? text + "x" : text);
                rows.set(row, cells);
            }
        }
        return new Sheet(sheet.file(), sheet.name(), rows, sheet.numbers());
    }
}
