package support.entitlement.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import support.entitlement.security.AccessToken;
import support.entitlement.security.Role;

/** Generates a token, and prints the settings that accept it. */
@Command(
        name = "token",
        description = "Makes a token for somebody who may do more than ask.",
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

    @Option(
            names = "--name",
            paramLabel = "<name>",
            converter = HolderConverter.class,
            description = "Who will hold it (default: somebody).")
    private String name = "somebody";

    @Option(
            names = "--roles",
            paramLabel = "<roles>",
            split = ",",
            converter = RoleConverter.class,
            description = "One or more of ${COMPLETION-CANDIDATES}, with commas between them (default: publisher).")
    private List<Role> roles = List.of(Role.PUBLISHER);

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        AccessToken token = AccessToken.generateToken();
        command.commandLine().getOut().printf(Locale.ROOT, """
                The token, which is shown only now:

                    %s

                The service accepts it with these settings:

                    entitlement.security.tokens[0].name=%s
                    entitlement.security.tokens[0].hash=%s
                    entitlement.security.tokens[0].roles=%s
                """, token.text(), name, token.hash(), joinRoles(roles));
        return 0;
    }

    private static String joinRoles(List<Role> roles) {
        return roles.stream().distinct().map(Role::toString).collect(Collectors.joining(", "));
    }

    /** Parses the name of a holder. */
    private static final class HolderConverter implements ITypeConverter<String> {

        @Override
        public String convert(String name) {
            if (!AccessToken.isHolder(name)) {
                throw new TypeConversionException(
                        "A name has up to " + AccessToken.MAX_HOLDER + " letters, and stands on one line.");
            }
            return name.strip();
        }
    }

    /** Parses the name of a role. */
    private static final class RoleConverter implements ITypeConverter<Role> {

        @Override
        public Role convert(String name) {
            return Role.fromName(name)
                    .orElseThrow(() -> new TypeConversionException(
                            "“" + name.strip() + "” is no role. Known are " + Role.ALL + "."));
        }
    }
}
