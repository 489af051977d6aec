package support.entitlement.release.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import support.entitlement.background.TaskResult;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.policy.SmokeTest;
import support.entitlement.scenario.Scenario;
import support.entitlement.scenario.ScenarioRun;
import support.entitlement.scenario.Scenarios;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;

/**
 * The result of judging tables and scenarios that are to come into force.
 *
 * @param verdict the policy, if it may come into force, and all problems
 * @param compiled the policy, even if a scenario refuses it; null if the tables themselves are refused
 * @param scenarios the results of the scenarios; empty if there is no policy to ask
 */
public record JudgedTables(Compilation verdict, @Nullable Policy compiled, ScenarioRun scenarios) {

    private static final Logger LOG = LoggerFactory.getLogger(JudgedTables.class);

    /**
     * Reads, checks and compiles tables, and runs their scenarios. Every failure is a problem of the tables, never an exception.
     *
     * @param before the policy in force, whose unchanged rules are reused
     * @param scenarios the scenarios in force. A scenario that stands in both, word by word, must not fail. A failure of one that
     *     is new, or was edited together with the tables, is a warning. So is every failure if no scenarios are in force, because
     *     a service with a policy is better than one without
     * @param notes determines the findings that do not decide
     * @param budget limits the whole check
     */
    public static JudgedTables judgeTables(
            TableFiles files,
            @Nullable Policy before,
            @Nullable Scenarios scenarios,
            ReleaseNotes notes,
            Budget budget) {
        return judgeCompiled(files, () -> files.compileTables(before, budget), scenarios, notes, budget);
    }

    /**
     * Checks and compiles tables, without their scenarios. Every failure is a problem of the tables, never an exception.
     *
     * @param before a policy whose unchanged rules are reused
     */
    public static Compilation compileTables(TableFiles files, @Nullable Policy before, Budget budget) {
        try {
            return files.compileTables(before, budget);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return refusedFor(List.of(describeFailure(e)));
        }
    }

    /** Compiles the tables of a past release, without its scenarios; they are refused if their policy does not answer. */
    public static Compilation compileRelease(TableFiles files, @Nullable Policy before, Budget budget) {
        Compilation compilation = compileTables(files, before, budget);
        List<Problem> problems =
                compilation.compiled().map(SmokeTest::findProblems).orElse(List.of());
        return problems.isEmpty() ? compilation : refusedFor(problems);
    }

    /**
     * Judges tables as {@link #judgeTables} does.
     *
     * @param compiling compiles the tables, or returns the result of having compiled them
     */
    public static JudgedTables judgeCompiled(
            TableFiles files,
            Supplier<Compilation> compiling,
            @Nullable Scenarios scenarios,
            ReleaseNotes notes,
            Budget budget) {
        try {
            Compilation compilation = compiling.get();
            Policy policy = compilation.compiled().orElse(null);
            List<Problem> problems = new ArrayList<>(compilation.problems());
            Scenarios examples = files.readScenarios();
            if (policy != null) {
                problems.addAll(SmokeTest.findProblems(policy));
            }
            ScenarioRun run = policy == null
                    ? ScenarioRun.NONE
                    : runScenarios(examples, policy, scenarios, notes, problems, budget);
            problems.addAll(run.toProblems());
            if (scenarios != null) {
                problems.addAll(examples.goneSince(scenarios));
            }
            return new JudgedTables(
                    Problem.hasErrors(problems)
                            ? refusedFor(problems)
                            : new Compilation(compilation.compiled(), problems),
                    policy,
                    run);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return new JudgedTables(refusedFor(List.of(describeFailure(e))), null, ScenarioRun.NONE);
        }
    }

    private static Problem describeFailure(Throwable failure) {
        LOG.error("Tables could not be judged", failure);
        return Problem.error(
                TableProblemCode.NOT_JUDGED,
                Place.ofFile("rules"),
                "",
                "The service failed to judge these tables.",
                "Undo the last change, and send it to the developers with the service's log.");
    }

    private static ScenarioRun runScenarios(
            Scenarios examples,
            Policy policy,
            @Nullable Scenarios scenarios,
            ReleaseNotes notes,
            List<Problem> problems,
            Budget budget) {
        Predicate<Scenario> strictly = scenarios == null ? scenario -> false : scenarios.membershipTest();
        Scenarios.RunWithReachedRows asked = examples.askQueries(policy, strictly, budget);
        if (examples.all().isEmpty()) {
            return asked.run();
        }
        TaskResult<List<ScenarioRun.UnreachedRows>> missed = notes.findUnreachedRows(policy, asked.reached());
        if (missed.value() == null) {
            problems.add(ReleaseNotes.coverageUnknown(missed.failure()));
            return asked.run();
        }
        return asked.run().withUnreachedRows(missed.value());
    }

    /** Returns these tables with further problems. */
    public JudgedTables withProblems(List<Problem> more) {
        List<Problem> all = new ArrayList<>(verdict.problems());
        all.addAll(more);
        return new JudgedTables(new Compilation(verdict.compiled(), all), compiled, scenarios);
    }

    private static Compilation refusedFor(List<Problem> problems) {
        return new Compilation(Optional.empty(), problems);
    }
}
