package support.entitlement;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import support.entitlement.cli.Commands;

/**
 * The service, and its command line. No settings can have scripts run in the database when it starts: the tables make themselves.
 */
@SpringBootApplication(exclude = DataSourceInitializationAutoConfiguration.class)
@ConfigurationPropertiesScan
public class Application {

    /** Runs a command if the arguments are one; else starts the service, see {@code application.yaml} for what can be set. */
    public static void main(String[] arguments) {
        if (Commands.areIn(arguments)) {
            System.exit(Commands.runCommand(printer(System.out), printer(System.err), arguments));
        }
        SpringApplication.run(Application.class, arguments);
    }

    private static PrintWriter printer(OutputStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
