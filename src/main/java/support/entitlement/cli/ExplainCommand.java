package support.entitlement.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import support.entitlement.decision.Query;
import support.entitlement.decision.WrittenNumber.AmbiguousNumberException;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.CellType;
import support.entitlement.table.Vocabulary;
import support.entitlement.text.Names;

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
        command.commandLine().getOut().println(DecisionText.of(policy.decide(createQuery(policy.vocabulary()))));
        return 0;
    }

    private Query createQuery(Vocabulary known) {
        Map<String, Object> facts = new HashMap<>();
        if (slaCategory != null && (productionUse != null || workaround != null)) {
            throw badParameter(
                    "--sla-category takes the place of --production-use and --workaround. Leave out one or the others.");
        }
        attributes.forEach((name, text) -> {
            Vocabulary.Attribute attribute = known.findAttribute(name).orElseThrow(() -> unknownAttribute(name, known));
            facts.put(attribute.name(), parseAttribute(name, text, attribute));
        });
        return new Query(
                parseName("--plan", plan, known.plans()),
                parseName("--issue-type", issueType, known.issueTypes()),
                parseName("--production-use", productionUse, known.productionUses()),
                parseFlag("--workaround", workaround),
                parseName("--sla-category", slaCategory, known.slaCategories()),
                parseName("--channel", channel, known.channels()),
                facts);
    }

    private @Nullable String parseName(String option, @Nullable String name, Names known) {
        return name == null
                ? null
                : known.findSpelling(name)
                        .orElseThrow(() -> badParameter(option + " “" + name + "” is not known. "
                                + known.findNearest(name)
                                        .map(nearest -> "The nearest is “" + nearest + "”; known")
                                        .orElse("Known")
                                + " are " + String.join(", ", known.all()) + "."));
    }

    private @Nullable Boolean parseFlag(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!CellType.FLAG.canParse(text)) {
            throw badParameter(option + " “" + text + "” must be " + CellType.FLAG.describeContent() + ".");
        }
        return (Boolean) CellType.FLAG.parse(text);
    }

    private ParameterException unknownAttribute(String attribute, Vocabulary known) {
        return badParameter("--attribute “" + attribute + "”: no table looks at it. "
                + (known.attributes().isEmpty()
                        ? "The tables look at no attribute."
                        : "Known are " + String.join(", ", known.attributes().keySet()) + "."));
    }

    /** Parses the value as the first type that tables compare the attribute with and that fits the text. */
    private Object parseAttribute(String name, String text, Vocabulary.Attribute attribute) {
        for (CellType type : attribute.types()) {
            try {
                if (type != CellType.TEXT) {
                    return type.parse(text);
                }
            } catch (AmbiguousNumberException e) {
                throw badParameter("--attribute " + name + ": " + e.getMessage() + " " + e.remedy());
            } catch (IllegalArgumentException e) {
                continue; // Another type may fit.
            }
        }
        return parseText(name, text, attribute);
    }

    private String parseText(String name, String text, Vocabulary.Attribute attribute) {
        if (!attribute.types().contains(CellType.TEXT)) {
            throw badParameter("--attribute " + name + " “" + text + "” must be "
                    + attribute.types().stream().map(CellType::describeContent).collect(Collectors.joining(" or "))
                    + ".");
        }
        return attribute.knownSpelling(text);
    }

    private ParameterException badParameter(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
