package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.decision.Query;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.Sheet;

/**
 * Tables that are edited step by step, each time checked and compiled with what the step before has found and compiled, and from the
 * start.
 */
class EditSequenceTest {

    private static final int STEPS = 25;
    private static final int FIRST_ROW = 7;
    private static final int ROWS_OF_A_TABLE = 14;

    /** The facts of the tables that are made at random: a query that lacked them would be tried with every value. */
    private static final Map<String, Object> ATTRIBUTES = Map.of("region", "region 1", "year", 2_021, "seats", 2);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void everyStepHasTheProblemsAndTheAnswersOfACompilationFromTheStart(int seed) {
        editInSteps(seed, new RulesDirectory(Path.of("rules")).readSheets().sheets());
    }

    @ParameterizedTest
    @ValueSource(ints = 4)
    void soHasEveryStepOfTablesThatWereMadeAtRandom(int seed) {
        List<Sheet> sheets = new ArrayList<>(
                new RulesDirectory(Path.of("rules")).readSheets().sheets());
        Random random = new Random(seed);
        sheets.add(makeTable(
                random, "terms.csv", "collect", "Query", "plan in ($param)", List.of("Free", "Small", "Medium")));
        sheets.add(makeTable(
                random,
                "first.csv",
                "first",
                "Coverage",
                "supportLevel == \"$param\"",
                List.of("Basic", "Enterprise Premium")));
        sheets.add(makeTable(
                random, "seats.csv", "unique", "Query", "attribute[\"seats\"] >= $param", List.of("1", "2", "3")));
        editInSteps(seed, sheets);
    }

    @Test
    void aTableThatDidNotChangeIsComparedAgainIfPlansMakeItsRowsImpossible() {
        Sheet pairs = makeTable(
                "pairs.csv",
                "unique",
                "Coverage",
                List.of("plan == \"$param\"", "supportLevel == \"$param\""),
                List.of(List.of("Free", "Basic", "one"), List.of("Enterprise Advanced", "Enterprise Advanced", "two")));

        assertFoundAfterEdit(
                TableProblemCode.NEVER_FIRES,
                pairs,
                row -> row.get(0).startsWith("Enterprise")
                        ? Stream.of(List.of(
                                row.get(0),
                                row.get(0).equals("Enterprise Premium") ? "Enterprise Advanced" : "Enterprise Premium"))
                        : Stream.of(row));
    }

    @Test
    void aTableThatDidNotChangeIsComparedAgainIfItsLastRowIsForAPlanThatIsGone() {
        Sheet rest = makeTable(
                "rest.csv",
                "first",
                "Coverage",
                List.of("plan in ($param)", "issueType == \"$param\""),
                List.of(
                        List.of("Starter, Small, Medium, Platinum, Enterprise Advanced, Enterprise Premium", "", "one"),
                        List.of("", "", "two")));

        assertFoundAfterEdit(
                TableProblemCode.HIDDEN_ROW,
                rest,
                row -> Stream.of(
                        row.stream().map(cell -> cell.replace("Free, ", "")).toList()));
    }

    /** Asserts that a check which follows another one finds a problem in a table after an edit of the plans. */
    private static void assertFoundAfterEdit(
            TableProblemCode code, Sheet table, Function<List<String>, Stream<List<String>>> editRow) {
        List<Sheet> sheets = new ArrayList<>(
                new RulesDirectory(Path.of("rules")).readSheets().sheets());
        sheets.add(table);
        Policy before = compile(sheets, null).requirePolicy();
        sheets.replaceAll(sheet -> sheet.file().equals("plans.csv")
                ? new Sheet(
                        sheet.file(),
                        sheet.name(),
                        sheet.rows().stream().flatMap(editRow).toList(),
                        sheet.numbers())
                : sheet);

        List<Problem> found = compile(sheets, before).problems();

        assertThat(found)
                .isEqualTo(compile(sheets, null).problems())
                .anyMatch(problem -> problem.code().equals(code.toString())
                        && problem.place().file().equals(table.file()));
    }

    private static Sheet makeTable(
            String file, String hitPolicy, String fact, List<String> conditions, List<List<String>> cells) {
        List<List<String>> rows = new ArrayList<>(List.of(
                List.of("RuleSet", "any"),
                List.of("Hit policy", hitPolicy),
                List.of("RuleTable " + file),
                Stream.concat(conditions.stream().map(condition -> "CONDITION"), Stream.of("ACTION"))
                        .toList(),
                List.of(fact),
                Stream.concat(conditions.stream(), Stream.of("entitlement.term(\"" + file + "\", \"$param\")"))
                        .toList(),
                Stream.concat(
                                conditions.stream()
                                        .map(condition -> "Condition " + (1 + conditions.indexOf(condition))),
                                Stream.of("Term"))
                        .toList()));
        rows.addAll(cells);
        return new Sheet(file, null, rows);
    }

    /** Makes a table whose rows overlap and say the same for some values of a condition, of a region and of a year. */
    private static Sheet makeTable(
            Random random, String file, String hitPolicy, String fact, String condition, List<String> values) {
        List<List<String>> rows = IntStream.range(0, ROWS_OF_A_TABLE)
                .mapToObj(row -> List.of(
                        random.nextInt(9) == 0 ? "" : values.get(random.nextInt(values.size())),
                        random.nextInt(9) == 0 ? "" : "region " + random.nextInt(8),
                        random.nextInt(3) == 0 ? "" : String.valueOf(2_020 + random.nextInt(6)),
                        "the term"))
                .toList();
        List<String> conditions =
                List.of(condition, "attribute[\"region\"] == \"$param\"", "attribute[\"year\"] < $param");
        return makeTable(file, hitPolicy, fact, conditions, rows);
    }

    private static void editInSteps(int seed, List<Sheet> all) {
        Random random = new Random(seed);
        List<Sheet> sheets = all;
        Policy before = compile(all, null).requirePolicy();
        int compiled = 0;
        for (int step = 0; step < STEPS; step++) {
            List<Sheet> edited = new ArrayList<>(sheets);
            int at = random.nextInt(sheets.size());
            if (random.nextInt(6) == 0) {
                renameEverywhere(random, edited, at);
            } else {
                edited.set(at, edit(random, sheets.get(at)));
            }

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
                    query.plan(), query.issueType(), "not possible", true, query.slaCategory(), null, ATTRIBUTES);
            assertThat(one.decide(complete)).isEqualTo(other.decide(complete));
        }
    }

    /** Gives another name to what a cell names, in all cells that name it and nothing else. */
    private static void renameEverywhere(Random random, List<Sheet> sheets, int at) {
        List<List<String>> rows = sheets.get(at).rows();
        List<String> row = rows.get(rows.size() - 1 - random.nextInt(Math.max(1, rows.size() - FIRST_ROW)));
        String name = row.get(random.nextInt(row.size()));
        sheets.replaceAll(sheet -> new Sheet(
                sheet.file(),
                sheet.name(),
                sheet.rows().stream()
                        .map(cells -> cells.stream()
                                .map(cell -> !cell.isEmpty() && cell.equals(name) ? "Renamed" : cell)
                                .toList())
                        .toList(),
                sheet.numbers()));
    }

    /**
     * Changes a cell to another of its column or to a slip of it, or copies, moves or deletes a row. Now and then it changes a header
     * cell or the hit policy.
     */
    private static Sheet edit(Random random, Sheet sheet) {
        List<List<String>> rows = new ArrayList<>(sheet.rows());
        if (random.nextInt(8) == 0) {
            return editHeader(random, sheet);
        }
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

    private static Sheet editHeader(Random random, Sheet sheet) {
        List<List<String>> rows = new ArrayList<>(sheet.rows());
        int row = random.nextInt(Math.min(FIRST_ROW, rows.size()));
        List<String> cells = new ArrayList<>(rows.get(row));
        if (cells.get(0).equals("Hit policy")) {
            cells.set(1, List.of("unique", "first", "collect").get(random.nextInt(3)));
        } else {
            int column = random.nextInt(cells.size());
            cells.set(
                    column,
                    cells.get(column)
                                    .replace("==", "!=")
                                    .replace(" in ", " not in ")
                                    .replace(" <", " >=") + " ");
        }
        rows.set(row, cells);
        return new Sheet(sheet.file(), sheet.name(), rows, sheet.numbers());
    }
}
