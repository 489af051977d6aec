package support.entitlement.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import support.entitlement.background.BackgroundTasks;
import support.entitlement.background.TaskResult;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.release.tables.ReleaseNotes;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.report.ImpactState;
import support.entitlement.report.ProblemFormatter;
import support.entitlement.report.ReportedImpact;
import support.entitlement.report.ReportedProblem;
import support.entitlement.report.ReportedScenarios;
import support.entitlement.scenario.ScenarioRun;
import support.entitlement.scenario.Scenarios;
import support.entitlement.table.problem.Acceptance;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import tools.jackson.databind.json.JsonMapper;

/** Checks tables and prints their problems. */
@Command(
        name = "check",
        description = "Checks tables, and says in which cell what is wrong and what would be right.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "<directory>",
            defaultValue = "rules",
            description = "The directory of the tables (default: rules).")
    private Path directory = Path.of("rules");

    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    @Option(names = "--strict", description = "Refuse tables for warnings, too, unless they are accepted.")
    private boolean strict;

    @Option(
            names = "--linked-directory",
            paramLabel = "<directory>",
            description = "Links in the directories may lead into this one. May be repeated.")
    private List<Path> linked = List.of();

    @Option(
            names = "--against",
            paramLabel = "<directory>",
            description = "Also say what has changed since the tables in this directory.")
    private @Nullable Path against;

    @Option(
            names = "--impact-limit",
            paramLabel = "<seconds>",
            defaultValue = "60",
            description = "How long to look for the answers that change (default: 60).")
    private int impactSeconds = 60;

    @Spec
    private CommandSpec command = CommandSpec.create();

    /** The output of {@code --json}. */
    record CheckReport(
            boolean sound,
            List<ReportedProblem> problems,
            ReportedScenarios scenarios,
            @Nullable ReportedImpact impact,
            ImpactState impactState) {

        static CheckReport of(
                boolean sound,
                List<Problem> problems,
                ScenarioRun scenarios,
                @Nullable TaskResult<PolicyImpact> finding) {
            PolicyImpact impact = finding == null ? null : finding.value();
            return new CheckReport(
                    sound,
                    ReportedProblem.of(problems),
                    ReportedScenarios.of(scenarios),
                    impact == null ? null : ReportedImpact.of(impact),
                    finding == null ? ImpactState.NONE : ImpactState.fromTask(finding));
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        Commands.requireDirectory(command, directory);
        if (against != null) {
            Commands.requireDirectory(command, against);
        }
        TableFiles files = new RulesDirectory(directory, linked).readFiles();
        Compilation compilation = files.compileTables(null);
        Policy before = against == null ? null : requireSoundPolicy(against);
        Scenarios scenarios = files.readScenarios();
        Scenarios earlier = against == null
                ? null
                : new RulesDirectory(against, linked).readFiles().readScenarios();
        ScenarioRun run = runScenarios(scenarios, earlier, compilation);
        List<Problem> problems = Stream.of(
                        compilation.problems(),
                        run.toProblems(),
                        earlier == null ? List.<Problem>of() : scenarios.goneSince(earlier),
                        findChanges(before, compilation))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Problem::severity).thenComparing(problem -> problem.acceptance() != null))
                .toList();
        boolean sound =
                !Problem.hasErrors(problems) && !(strict && problems.stream().anyMatch(Problem::isOpenWarning));
        TaskResult<PolicyImpact> impact = before == null
                ? null
                : compilation.compiled().map(after -> findImpact(before, after)).orElse(null);
        if (json) {
            out.println(JsonMapper.shared()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(CheckReport.of(sound, problems, run, impact)));
        } else {
            problems.forEach(problem -> printProblem(problem, out));
            if (impact != null) {
                printImpact(impact, out);
            }
            out.println(createSummary(problems, sound));
        }
        out.flush();
        return sound ? 0 : Commands.PROBLEMS;
    }

    /** Returns the older policy. Its tables must be sound: otherwise changes cannot be determined. */
    private Policy requireSoundPolicy(Path older) {
        return new RulesDirectory(older, linked)
                .compileTables()
                .compiled()
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        "The tables to compare with have problems: run “check " + older + "” to read them."));
    }

    /** Runs the scenarios. All of them must pass; of a change, all but those that were edited with it. */
    private static ScenarioRun runScenarios(Scenarios scenarios, @Nullable Scenarios earlier, Compilation compilation) {
        return compilation
                .compiled()
                .map(policy ->
                        scenarios.runAgainst(policy, earlier == null ? scenario -> true : earlier.membershipTest()))
                .orElse(ScenarioRun.NONE);
    }

    private static List<Problem> findChanges(@Nullable Policy before, Compilation after) {
        if (before == null || after.compiled().isEmpty()) {
            return List.of();
        }
        try (BackgroundTasks asides = new BackgroundTasks()) {
            return ReleaseNotes.of(asides)
                    .describeChanges(before, after.compiled().get());
        }
    }

    /** Finds the answers that change. A failure does not refuse the tables, since the changes are information only. */
    private TaskResult<PolicyImpact> findImpact(Policy before, Policy after) {
        try (BackgroundTasks asides = new BackgroundTasks()) {
            return ReleaseNotes.of(asides).findImpact(before, after, Duration.ofSeconds(impactSeconds));
        }
    }

    private static void printImpact(TaskResult<PolicyImpact> finding, PrintWriter out) {
        PolicyImpact impact = finding.value();
        if (impact == null) {
            out.printf(Locale.ROOT, "The answers that change cannot be determined. %s%n%n", finding.failure());
        } else {
            printImpact(impact, out);
        }
    }

    private static void printImpact(PolicyImpact impact, PrintWriter out) {
        out.println(impact.lines().isEmpty() ? "No answer changes." : "Answers that change:");
        impact.lines().forEach(line -> out.printf(Locale.ROOT, "  %s%n", line.asSentence()));
        if (impact.limit() != null) {
            out.printf(Locale.ROOT, "The list may be incomplete. %s%n", impact.limit());
        }
        out.println();
    }

    private static void printProblem(Problem problem, PrintWriter out) {
        out.printf(Locale.ROOT, "%-8s%s%s%n", labelOf(problem), problem.place(), quoteValue(problem.value()));
        Stream.of(problem.message(), problem.remedy())
                .filter(sentence -> !sentence.isEmpty())
                .forEach(sentence -> out.printf(Locale.ROOT, "        %s%n", sentence));
        Acceptance accepted = problem.acceptance();
        if (accepted != null) {
            out.printf(
                    Locale.ROOT,
                    "        %s has accepted it on %s: %s%n",
                    ProblemFormatter.toSingleLine(accepted.by()),
                    accepted.date(),
                    ProblemFormatter.toSingleLine(accepted.reason()));
        }
        out.printf(Locale.ROOT, "        (%s)%n%n", problem.code());
    }

    private static String labelOf(Problem problem) {
        return problem.acceptance() == null ? problem.severity().toString() : "meant";
    }

    private static String quoteValue(String value) {
        return value.isEmpty() ? "" : " “" + value + "”";
    }

    private static String createSummary(List<Problem> problems, boolean sound) {
        long accepted = countProblems(problems, problem -> problem.acceptance() != null);
        return countedNoun(countProblems(problems, problem -> problem.severity() == Severity.ERROR), "error") + ", "
                + countedNoun(countProblems(problems, Problem::isOpenWarning), "warning")
                + (accepted == 0 ? "" : ", and " + countedNoun(accepted, "accepted warning")) + ". The tables "
                + (sound ? "can be used" : "are refused") + ".";
    }

    private static long countProblems(List<Problem> problems, Predicate<Problem> wanted) {
        return problems.stream().filter(wanted).count();
    }

    private static String countedNoun(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
