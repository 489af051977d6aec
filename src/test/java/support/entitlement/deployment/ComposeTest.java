package support.entitlement.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import support.entitlement.web.Manual;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The file for Docker Compose, and the load balancer that it starts. */
class ComposeTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path FOLDER = Path.of("src/main/compose");

    private final JsonNode compose;

    ComposeTest() throws IOException {
        compose = JSON.valueToTree(new Yaml().<Object>load(Files.readString(FOLDER.resolve("compose.yaml"))));
    }

    @Test
    void theFileIsAsTheComposeSpecificationSays() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                .getSchema(JSON.readTree(Path.of("src/test/resources/compose/compose-spec.json")));

        assertThat(schema.validate(compose)).isEmpty();
    }

    @Test
    void theServiceAndItsMigrationMayDoNoMoreThanTheyNeed() {
        for (String name : List.of("one", "two", "three", "migration")) {
            JsonNode container = compose.at("/services/" + name);

            assertThat(container.get("read_only").booleanValue()).isTrue();
            assertThat(container.get("user").stringValue()).isEqualTo(ImageBuilder.USER);
            assertThat(container.get("cap_drop").toString()).isEqualTo("[\"ALL\"]");
            assertThat(container.get("tmpfs").toString()).contains(ImageBuilder.MEMORY, "/tmp:");
        }
    }

    @Test
    void everySecretIsAFile() {
        assertThat(compose.get("secrets"))
                .hasSize(2)
                .allSatisfy(secret -> assertThat(secret.has("file")).isTrue());
        assertThat(compose.get("services").toString()).doesNotContain("PASSWORD\":");
    }

    @Test
    void theServiceStartsOnceTheTablesAreMigratedAndHasTimeToStop() {
        JsonNode service = compose.at("/services/one");

        assertThat(service.at("/depends_on/migration/condition").stringValue())
                .isEqualTo("service_completed_successfully");
        assertThat(compose.at("/services/migration/depends_on/postgres/condition")
                        .stringValue())
                .isEqualTo("service_healthy");
        assertThat(service.at("/environment/ENTITLEMENT_DATABASE_MIGRATE").stringValue())
                .isEqualTo("false");
        assertThat(service.at("/environment/ENTITLEMENT_SHUTDOWN_DRAIN").stringValue())
                .isEqualTo("5s");
        assertThat(service.get("stop_grace_period").stringValue()).isEqualTo("45s");
    }

    @Test
    void theLoadBalancerKnowsEveryReplicaAndSendsOnlyReadingRequestsTwice() throws IOException {
        String proxy = Files.readString(FOLDER.resolve(
                compose.at("/services/proxy/volumes/0").stringValue().split(":")[0]));
        String open = Files.readString(Manual.page("access"));

        assertThat(proxy)
                .contains("server one one:8080", "server two two:8080", "server three three:8080")
                .contains("/actuator/health/readiness")
                .contains("http-request disable-l7-retry unless reads || asks");
        assertThat(Pattern.compile(" (/(?:v1|access)/\\S+)")
                        .matcher(proxy)
                        .results()
                        .map(path -> path.group(1)))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(open.lines().filter(line -> line.startsWith("| `policy`")))
                        .anySatisfy(line -> assertThat(line).contains("`POST " + path + "`")));
    }

    @Test
    void theImageIsThatOfThisVersion() throws IOException {
        assertThat(compose.at("/services/one/image").stringValue()).contains(HelmChartTest.versionOfThePom());
    }
}
