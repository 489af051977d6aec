package support.entitlement.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;
import support.entitlement.LocalService;
import support.entitlement.LoggedErrors;
import support.entitlement.ServiceProcess;
import support.entitlement.TestThatWaits;
import tools.jackson.databind.JsonNode;

/** The output of a real process of the service at its start and stop. */
class StartAndStopTest {

    private static final String AS_OF =
            "{\"plan\": \"Free\", \"issueType\": \"Issue reports\", \"asOf\": \"2026-03-06T12:00:00Z\"}";

    @TempDir
    private Path folder;

    private ServiceProcess start(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--logging.level.support.entitlement=info"));
        arguments.addAll(arguments(more));
        return ServiceProcess.start(folder, arguments);
    }

    private List<String> arguments(String... more) throws IOException {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        EditedTables.in(rules);
        List<String> arguments = new ArrayList<>(List.of(
                "--entitlement.rules.directory=" + rules,
                "--entitlement.releases.memory=" + folder.resolve("memory"),
                "--entitlement.releases.poll-interval=10ms"));
        arguments.addAll(List.of(more));
        return arguments;
    }

    @TestThatWaits
    void aStartEndsWithWhereEverythingIsAndAStopIsQuietAndAnswersUntilItsTimeIsOver() throws Exception {
        ServiceProcess service = start("--entitlement.shutdown.drain=3s");
        JsonNode policy = service.get("/v1/policy");
        assertThat(readiness(service)).isEqualTo("UP");
        service.beginStop();
        await().until(() -> readiness(service).equals("OUT_OF_SERVICE"));
        assertThat(service.get("/v1/policy").at("/inForce/release").intValue()).isEqualTo(1);
        await().until(() -> !service.isAlive());

        assertThat(policy.at("/unwell")).isEmpty();
        assertThat(service.log())
                .noneMatch(line -> line.contains("ERROR") || line.contains("Exception"))
                .anySatisfy(line -> assertThat(line)
                        .contains("Ready at http://127.0.0.1:")
                        .contains("Rules directory: " + folder.resolve("rules") + ".")
                        .contains("In force: release 1, policy "
                                + policy.at("/inForce/revision").stringValue())
                        .contains("The token that may do everything is in "));
    }

    private static String readiness(ServiceProcess service) {
        return service.get("/actuator/health/readiness").path("status").asString("");
    }

    @TestThatWaits
    void whileTheLogHasNeverBeenReadWhatNeedsItIsAwayAndNothingIsAnError() throws Exception {
        List<JsonNode> answers;
        JsonNode now;
        try (LocalService service = new LocalService(arguments(
                "--spring.datasource.url=jdbc:postgresql://localhost:1/nowhere",
                "--spring.datasource.hikari.connection-timeout=250"))) {
            answers = List.of(
                    service.get("/v1/policy/releases"),
                    service.get("/v1/policy/releases/1"),
                    service.get("/v1/policy/releases/1/diff"),
                    service.get("/v1/policy/releases/1/tables/Plans"),
                    service.post("/v1/evaluation", AS_OF));
            now = service.post("/v1/evaluation", AS_OF.replaceFirst(", \"asOf.*", "}"));
        }

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.path("status").intValue()).as("%s", answer).isEqualTo(503);
            assertThat(answer.path("code").stringValue()).isEqualTo("database-away");
        });
        assertThat(now.path("supportLevel").stringValue()).isEqualTo("Basic");
        assertThat(LoggedErrors.texts()).isEmpty();
    }

    @TestThatWaits
    void aPlantedFileOfSettingsRunsNothingAndIsNamed() throws Exception {
        Path planted = Files.createDirectory(folder.resolve("config")).resolve("application.properties");
        Path proof = folder.resolve("proof");
        Files.writeString(
                planted,
                "spring.datasource.url=jdbc:h2:mem:x;INIT=CREATE ALIAS RUN AS "
                        + "'void run(String file) throws Exception { new java.io.File(file).createNewFile()\\\\; }'\\\\;CALL RUN('"
                        + proof + "')");

        assertThatThrownBy(
                        () -> start("--spring.config.location=file:" + planted).close())
                .isInstanceOf(ServiceProcess.DiedException.class)
                .hasMessageContaining("Settings were read from " + planted)
                .hasMessageContaining("The parameter “INIT” of the database is not accepted.");
        assertThat(proof).doesNotExist();
    }
}
