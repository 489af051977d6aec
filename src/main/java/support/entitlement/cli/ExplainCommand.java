package support.entitlement.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.policy.calendar.ChannelHours;
import support.entitlement.query.QueryAssembler;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.FactField;
import support.entitlement.table.Vocabulary;
import support.entitlement.text.InstantText;

/** Evaluates a query against tables and names the rows that decided the answer. */
@Command(
        name = "explain",
        description = "Answers a query, and names the rows that made the answer.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @Option(
            names = "--rules",
            paramLabel = "<directory>",
            description = "The directory of the tables (default: rules).")
    private Path directory = Path.of("rules");

    @Option(
            names = "--linked-directory",
            paramLabel = "<directory>",
            description = "Links in the directory may lead into this one. May be repeated.")
    private List<Path> linked = List.of();

    @Option(names = "--plan", required = true, paramLabel = "<name>", description = "What the customer has bought.")
    private String plan = "";

    @Option(names = "--issue-type", required = true, paramLabel = "<name>", description = "The kind of issue.")
    private String issueType = "";

    @Option(names = "--production-use", paramLabel = "<state>", description = "How far production use is impaired.")
    private @Nullable String productionUse;

    @Option(names = "--workaround", paramLabel = "<yes|no>", description = "Whether a workaround exists.")
    private @Nullable String workaround;

    @Option(
            names = "--sla-category",
            paramLabel = "<id>",
            description = "The category, if it has been given already, in place of the two facts before.")
    private @Nullable String slaCategory;

    @Option(names = "--channel", paramLabel = "<name>", description = "The channel that the customer wants to use.")
    private @Nullable String channel;

    @Option(
            names = "--attribute",
            paramLabel = "<name=value>",
            description = "Any other fact: a number, yes or no, or text. May be repeated.")
    private Map<String, String> attributes = new HashMap<>();

    @Option(
            names = "--opened-at",
            paramLabel = "<instant>",
            description = "When the case was opened (default: now), such as 2026-03-06T16:30:00+01:00.")
    private @Nullable String openedAt;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        Commands.requireDirectory(command, directory);
        Compilation compilation = new RulesDirectory(directory, linked).compileTables();
        if (compilation.compiled().isEmpty()) {
            command.commandLine()
                    .getErr()
                    .println("The tables have problems: run “check " + directory + "” to read them.");
            return Commands.PROBLEMS;
        }
        Policy policy = compilation.requirePolicy();
        Instant opened = readOpening();
        Query query = policy.openAt(assembleQuery(policy.vocabulary()), opened);
        Decision decision = policy.decide(query);
        command.commandLine()
                .getOut()
                .println(DecisionText.of(
                        decision,
                        new ChannelHours(decision, policy.calendars(), opened),
                        Stream.concat(
                                        policy.timeBands().describeOpening(opened).stream(),
                                        policy.distances().describeOpening(query, opened).stream())
                                .toList()));
        return 0;
    }

    private Instant readOpening() {
        try {
            return openedAt == null
                    ? Instant.now()
                    : InstantText.parse(openedAt).toInstant();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--opened-at “" + openedAt + "”: " + e.getMessage(), e);
        }
    }

    private Query assembleQuery(Vocabulary known) {
        QueryAssembler query = new QueryAssembler(known);
        setName(query, FactField.PLAN, "--plan", plan);
        setName(query, FactField.ISSUE_TYPE, "--issue-type", issueType);
        setName(query, FactField.PRODUCTION_USE, "--production-use", productionUse);
        if (workaround != null) {
            query.setWrittenWorkaround(
                    workaround, new OptionProblems(command.commandLine(), "--workaround", workaround));
        }
        setName(query, FactField.SLA_CATEGORY, "--sla-category", slaCategory);
        if (query.hasCategoryBesideImpact()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--sla-category takes the place of --production-use and --workaround. Leave out one or the others.");
        }
        setName(query, FactField.CHANNEL, "--channel", channel);
        attributes.forEach((name, text) -> query.setWrittenAttribute(
                name, text, null, new OptionProblems(command.commandLine(), "--attribute " + name, text)));
        return query.assembleQuery();
    }

    private void setName(QueryAssembler query, FactField field, String option, @Nullable String name) {
        if (name != null) {
            query.setName(field, name, new OptionProblems(command.commandLine(), option, name));
        }
    }
}
