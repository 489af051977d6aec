package support.entitlement.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The command line. Exit codes: 0 if all is well, 1 if the tables have problems, 2 if a command could not run. */
@Command(
        name = "java -jar support-entitlements.jar",
        description = {
            "Without a command, starts the service: it answers on port 8080 from the tables under rules/.",
            "Settings such as --server.port=9090 and --entitlement.rules.directory=… may follow.",
            ""
        },
        subcommands = {CheckCommand.class, ExplainCommand.class, MigrateCommand.class, TokenCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        synopsisSubcommandLabel = "[check | explain | migrate | token]",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well",
            "1:the tables have problems for which they are refused",
            "2:the command could not run"
        })
public final class Commands {

    static final int PROBLEMS = 1;
    static final int COULD_NOT_RUN = 2;

    private static final Set<String> OPTIONS = Set.of("-h", "--help", "-V", "--version");

    private Commands() {}

    /** Returns whether these arguments are a command, rather than settings of the service. */
    public static boolean areIn(String... arguments) {
        return arguments.length > 0 && (OPTIONS.contains(arguments[0]) || !arguments[0].startsWith("-"));
    }

    /**
     * Runs a command.
     *
     * @return its exit code
     */
    public static int runCommand(PrintWriter out, PrintWriter err, String... arguments) {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
        CommandLine commands = new CommandLine(new Commands());
        commands.getSubcommands().values().forEach(Commands::keepOrderOfOptions);
        return commands.setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    err.println("Could not run: " + failure.getMessage());
                    return COULD_NOT_RUN;
                })
                .execute(arguments);
    }

    /**
     * Lists options in the order of their declaration: the order of sorted ones would depend on the machine's locale.
     */
    private static void keepOrderOfOptions(CommandLine command) {
        command.getCommandSpec().usageMessage().sortOptions(false).sortSynopsis(false);
    }

    /** Checks that a path is a directory. */
    static void requireDirectory(CommandSpec command, Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ParameterException(
                    command.commandLine(), directory + " is no directory. Name the one that holds the tables.");
        }
    }
}
