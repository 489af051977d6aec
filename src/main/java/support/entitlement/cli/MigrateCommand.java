package support.entitlement.cli;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import support.entitlement.allowance.UsageLedger;
import support.entitlement.contract.Contracts;
import support.entitlement.database.Database;
import support.entitlement.database.DatabaseConfiguration;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.database.Schema;
import support.entitlement.release.log.ReleaseLog;
import support.entitlement.settings.RefusedSettingsException;
import tools.jackson.databind.json.JsonMapper;

/** Creates or migrates the tables of the database of the service, which it finds by the service's settings. */
@Command(
        name = "migrate",
        description = {
            "Creates or migrates the tables of the database.",
            "Settings of the service may follow, such as --spring.datasource.url=…"
        },
        mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {

    /** More than the errors of a failed start would hide the one line that says what is wrong. */
    private static final Map<String, Object> DEFAULTS = Map.of("logging.level.root", "error");

    @Unmatched
    private List<String> settings = new ArrayList<>();

    @Spec
    private CommandSpec command = CommandSpec.create();

    /** The pool of connections, as the settings of the service determine it. Those that nothing reads are refused, as by the service. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(DataSourceAutoConfiguration.class)
    @ConfigurationPropertiesScan("support.entitlement")
    @ComponentScan(
            basePackages = "support.entitlement",
            useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(DatabaseConfiguration.class))
    @ComponentScan(basePackageClasses = RefusedSettingsException.class)
    static class Pool {}

    @Override
    public Integer call() {
        requireSettings();
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Pool.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .lazyInitialization(true)
                .properties(DEFAULTS)
                .run(settings.toArray(String[]::new))) {
            DataSource source = context.getBean(DataSource.class);
            for (Schema schema :
                    List.of(ReleaseLog.SCHEMA, Contracts.createSchema(JsonMapper.shared()), UsageLedger.SCHEMA)) {
                migrateTables(source, schema);
            }
            tellDatabase(source);
            return 0;
        } catch (RefusedSettingsException e) {
            return Commands.COULD_NOT_RUN; // Spring Boot has said why.
        } catch (DatabaseUnavailableException | SQLException e) {
            command.commandLine()
                    .getErr()
                    .println("Could not run: " + e.getMessage() + " " + DatabaseUnavailableException.describeCause(e));
            return Commands.COULD_NOT_RUN;
        }
    }

    private void requireSettings() {
        for (String setting : settings) {
            if (!setting.matches("--[^=]+=.*")) {
                throw new ParameterException(
                        command.commandLine(), "“" + setting + "” is no setting. Write --name=value.");
            }
        }
    }

    private void migrateTables(DataSource source, Schema schema) {
        PrintWriter out = command.commandLine().getOut();
        try (Database database = new Database(source, schema)) {
            out.printf(Locale.ROOT, "%s has the schema %s.%n", schema.content(), database.migrateTables());
        }
    }

    /** Says which database it was, without the parameters of its address, which may hold a password. */
    private void tellDatabase(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            String address = connection.getMetaData().getURL().replaceFirst("[?;].*", "");
            command.commandLine().getOut().println("They are in " + address + ".");
        }
    }
}
