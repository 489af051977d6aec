package support.entitlement.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import support.entitlement.security.AccessToken;

/** Makes a token, and what the service's configuration must hold to accept it. */
@Command(
        name = "token",
        description = "Makes a token for somebody who may check or publish tables.",
        mixinStandardHelpOptions = true)
final class Token implements Callable<Integer> {

    @Option(names = "--name", paramLabel = "<name>", description = "Who will hold it (default: somebody).")
    private String name = "somebody";

    @Option(
            names = "--roles",
            paramLabel = "<roles>",
            description = "analyst, publisher, usage, or several of them (default: publisher).")
    private String roles = "publisher";

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        AccessToken token = AccessToken.generate();
        command.commandLine().getOut().printf(Locale.ROOT, """
                The token, which is shown only now:

                    %s

                The service accepts it with these settings:

                    entitlement.security.tokens[0].name=%s
                    entitlement.security.tokens[0].hash=%s
                    entitlement.security.tokens[0].roles=%s
                """, token.text(), name, token.hash(), roles);
        return 0;
    }
}
