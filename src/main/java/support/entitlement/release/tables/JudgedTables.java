package support.entitlement.release.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
 * Tables and scenarios that want to come into force.
 *
 * @param verdict the policy that may come into force, if one may, and all that was found
 * @param compiled the policy, even if a scenario refuses it; null if the tables themselves are refused
 * @param scenarios what came of the scenarios; nothing if there is no policy to be asked
 */
public record JudgedTables(Compilation verdict, @Nullable Policy compiled, ScenarioRun scenarios) {

    private static final Logger LOG = LoggerFactory.getLogger(JudgedTables.class);

    /**
     * Reads, checks, compiles and tries tables. Whatever goes wrong is a problem of theirs, never an exception.
     *
     * @param before the policy in force, whose rules are used again where they have not changed
     * @param scenarios those in force: each of them that stands here too, word by word, must come out as it says. One that
     *     fails and is new, or was edited together with the tables, is warned of; so is every one if none is in force, because
     *     a service with a policy is better than one without
     * @param notes finds out what is only told
     * @param budget of the whole check
     */
    public static JudgedTables judgeTables(
            TableFiles files,
            @Nullable Policy before,
            @Nullable Scenarios scenarios,
            ReleaseNotes notes,
            Budget budget) {
        try {
            Compilation compilation = files.compileTables(before, budget);
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
            LOG.error("Tables could not be judged", e);
            Problem notJudged = Problem.error(
                    TableProblemCode.NOT_JUDGED,
                    Place.ofFile("rules"),
                    "",
                    "The service failed to judge these tables.",
                    "Undo the last change, and send it to the developers with the service's log.");
            return new JudgedTables(refusedFor(List.of(notJudged)), null, ScenarioRun.NONE);
        }
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

    /** The same, of which more is to be known. */
    public JudgedTables withProblems(List<Problem> more) {
        List<Problem> all = new ArrayList<>(verdict.problems());
        all.addAll(more);
        return new JudgedTables(new Compilation(verdict.compiled(), all), compiled, scenarios);
    }

    private static Compilation refusedFor(List<Problem> problems) {
        return new Compilation(Optional.empty(), problems);
    }
}
