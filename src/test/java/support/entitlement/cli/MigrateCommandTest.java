package support.entitlement.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.ExpectedErrors;
import support.entitlement.Postgres;
import support.entitlement.ServiceProcess;

/** The command that creates the tables of the database, and services that leave this to it. */
@ExpectedErrors({"APPLICATION FAILED TO START", "Application run failed"})
class MigrateCommandTest {

    private final StringWriter out = new StringWriter();

    @Test
    void aServiceThatMayNotMigrateServesOnceTheCommandHasRunAndTakesTheFirstRelease(@TempDir Path folder)
            throws Exception {
        String database = "--spring.datasource.url=" + Postgres.newDatabase();
        try (ServiceProcess service = ServiceProcess.start(
                folder,
                List.of(
                        database,
                        "--entitlement.database.migrate=false",
                        "--entitlement.rules.directory=",
                        "--entitlement.rules.first-release=" + Path.of("rules").toAbsolutePath(),
                        "--entitlement.releases.memory=" + folder.resolve("memory"),
                        "--entitlement.releases.poll-interval=10ms"))) {
            assertThat(service.get("/actuator/health/readiness").path("status").asString())
                    .isEqualTo("DOWN");
            assertThat(service.get("/v1/policy").toString()).contains("waits for the command migrate");

            assertThat(run("migrate", database)).as("%s", out).isZero();

            assertThat(out.toString().lines())
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("The log of releases has the schema "),
                            line -> assertThat(line).startsWith("The store of contracts has the schema "),
                            line -> assertThat(line).startsWith("The ledger of use has the schema "),
                            line -> assertThat(line)
                                    .startsWith("They are in jdbc:postgresql://")
                                    .doesNotContain("user="));
            await().until(() -> service.get("/v1/policy").at("/inForce/release").intValue(0) == 1);
            assertThat(service.get("/actuator/health/readiness").path("status").asString())
                    .isEqualTo("UP");
        }
    }

    @Test
    void whatIsWrongIsSaid(@TempDir Path folder) {
        assertThat(run(
                        "migrate",
                        "--spring.datasource.url=jdbc:postgresql://localhost:1/nowhere",
                        "--spring.datasource.hikari.connection-timeout=2000"))
                .isEqualTo(Commands.COULD_NOT_RUN);
        assertThat(out.toString()).contains("Could not run: The log of releases cannot be reached. Connection");

        assertThat(run("migrate", "now")).isEqualTo(Commands.COULD_NOT_RUN);
        assertThat(out.toString()).contains("“now” is no setting. Write --name=value.");
        assertThat(run("migrate", "--entitlement.rules.directry=" + folder)).isEqualTo(Commands.COULD_NOT_RUN);
    }

    private int run(String... arguments) {
        PrintWriter writer = new PrintWriter(out, true);
        return Commands.runCommand(writer, writer, arguments);
    }
}
