package support.entitlement.scenario;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import support.entitlement.decision.MatchedRow;
import support.entitlement.policy.Policy;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.text.NormalForm;

/**
 * A set of scenarios. Immutable.
 *
 * @param all the scenarios that could be read
 * @param problems the problems of the others, which do not depend on a policy
 */
public record Scenarios(List<Scenario> all, List<Problem> problems) {

    private static final int MAX_FAILURES = 5_000;

    /** The cost of deciding a query, in steps of the budget. */
    private static final int STEPS_A_SCENARIO = 10_000;

    /** The empty set. */
    public static final Scenarios NONE = new Scenarios(List.of(), List.of());

    /** Copies the lists. */
    public Scenarios {
        all = List.copyOf(all);
        problems = List.copyOf(problems);
    }

    /** Reads every sheet as a list of scenarios. */
    public static Scenarios read(ReadSheets sheets) {
        ScenarioReader reader = new ScenarioReader();
        for (Sheet sheet : sheets.sheets()) {
            reader.readSheet(sheet);
        }
        return new Scenarios(
                reader.scenarios(),
                Stream.concat(sheets.problems().stream(), reader.problems().stream())
                        .toList());
    }

    /** Returns a test for scenarios with equal content in this set; their place does not matter. */
    public Predicate<Scenario> membershipTest() {
        Set<List<String>> known = all.stream().map(Scenario::comparableContent).collect(Collectors.toSet());
        return scenario -> known.contains(scenario.comparableContent());
    }

    /** Returns a warning for each scenario of the earlier set that is missing here, by name. */
    public List<Problem> goneSince(Scenarios before) {
        Set<String> names =
                all.stream().map(scenario -> NormalForm.key(scenario.name())).collect(Collectors.toSet());
        return before.all.stream()
                .filter(scenario -> !names.contains(NormalForm.key(scenario.name())))
                .map(scenario -> Problem.warning(
                        TableProblemCode.SCENARIO_GONE,
                        scenario.place(),
                        scenario.name(),
                        "This scenario was removed, so it is no longer checked.",
                        "Put it back, unless this is meant."))
                .toList();
    }

    /**
     * The result of evaluating the queries against a policy.
     *
     * @param run the result without the rows that no scenario reaches
     * @param reached the rows that made the answers
     */
    public record RunWithReachedRows(ScenarioRun run, Set<MatchedRow> reached) {}

    /** Evaluates every query against a policy, compares the answers, and finds the rows that no query reaches. */
    public ScenarioRun runAgainst(Policy policy, Predicate<Scenario> strictly) {
        return runAgainst(policy, strictly, Budget.ofCheck());
    }

    /** Evaluates them within a budget. Scenarios that exceed the budget are a problem. */
    public ScenarioRun runAgainst(Policy policy, Predicate<Scenario> strictly, Budget budget) {
        RunWithReachedRows evaluated = askQueries(policy, strictly, budget);
        return all.isEmpty()
                ? evaluated.run()
                : evaluated.run().withUnreachedRows(findUnreachedRows(policy, evaluated.reached()));
    }

    /**
     * Evaluates every query against a policy, and compares the answers.
     *
     * @param strictly selects the scenarios whose failure is an error; for others it is a warning
     */
    public RunWithReachedRows askQueries(Policy policy, Predicate<Scenario> strictly) {
        return askQueries(policy, strictly, Budget.ofCheck());
    }

    /** Evaluates the queries within a budget. Scenarios that exceed the budget are a problem. */
    public RunWithReachedRows askQueries(Policy policy, Predicate<Scenario> strictly, Budget budget) {
        ScenarioAsker asker = new ScenarioAsker(policy, strictly, problems);
        for (Scenario scenario : all) {
            if (!mayAsk(asker, budget)) {
                asker.addProblem(budget.openQuestionProblem(
                        scenario.place(),
                        "From “" + scenario.name()
                                + "” on, scenarios could not be evaluated: they would take too long, or too many"
                                + " before them fail.",
                        "Delete scenarios with equal queries, and correct those that fail."));
                break;
            }
            asker.askScenario(scenario);
        }
        return new RunWithReachedRows(asker.run(all.size()), asker.reached());
    }

    private static boolean mayAsk(ScenarioAsker asker, Budget budget) {
        try {
            budget.takeSteps((long) STEPS_A_SCENARIO * asker.countOpenings());
            return asker.countFailures() < MAX_FAILURES;
        } catch (Budget.Exhausted e) {
            return false;
        }
    }

    /** Returns the rows of a policy that are not among those that scenarios reach. */
    public static List<ScenarioRun.UnreachedRows> findUnreachedRows(Policy policy, Set<MatchedRow> reached) {
        return policy.tables().stream()
                .filter(table -> table.fact().isMatched())
                .map(table -> new ScenarioRun.UnreachedRows(
                        table,
                        table.rows().stream()
                                .filter(row -> !reached.contains(row.matched()))
                                .toList()))
                .filter(missed -> !missed.rows().isEmpty())
                .toList();
    }
}
