package support.entitlement.web.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.Waiting;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

/** The API description has no finding of a linter, and says of which type each member is. */
class ApiLintTest extends ApiTest {

    /** Facts by their names, whose types only tables know; files as text or rows; a row's number or a column's letters; what AuthZEN leaves open. */
    private static final Set<String> ANY =
            Set.of("attributes", "facts", "tables", "to", "value", "properties", "context");

    /** Redocly's linter, an npm package. Where it is missing, the test is skipped; in CI it fails. */
    @Test
    void aLinterWithItsRecommendedRulesFindsNothing(@TempDir Path folder) throws Exception {
        Path linter = Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, "redocly"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(
                linter != null || System.getenv("CI") != null, "There is no redocly (npm install -g @redocly/cli).");
        Files.writeString(
                folder.resolve("api.json"), get("/v3/api-docs").response().body());

        assertThat(run(folder, String.valueOf(linter), "lint", "api.json", "--extends=recommended", "--format=json"))
                .contains("\"totals\"")
                .contains("\"errors\": 0", "\"warnings\": 0", "\"ignored\": 0");
    }

    private static String run(Path folder, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("findings").toFile());
        builder.environment().put("REDOCLY_TELEMETRY", "off");
        builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        Waiting.awaitEnd(builder.start());
        return Files.readString(folder.resolve("findings"));
    }

    @Test
    void onlyFactsAndFilesByTheirNamesMayBeOfAnyType() throws Exception {
        Set<String> untyped = new TreeSet<>();
        get("/v3/api-docs")
                .json()
                .at("/components/schemas")
                .forEach(schema -> schema.path("properties").properties().stream()
                        .filter(member -> isOfAnyType(member.getValue()))
                        .forEach(member -> untyped.add(member.getKey())));

        assertThat(untyped).isNotEmpty().isSubsetOf(ANY);
    }

    private static boolean isOfAnyType(JsonNode schema) {
        if (schema.has("additionalProperties")) {
            return schema.path("additionalProperties").isEmpty();
        }
        boolean isTyped = List.of("$ref", "oneOf", "enum", "const").stream().anyMatch(schema::has)
                || schema.has("type") && !schema.path("type").toString().contains("\"object\"");
        return schema.has("items") ? isOfAnyType(schema.path("items")) : !isTyped && !schema.has("properties");
    }

    @Test
    void codesStatesAndWhatElseIsChosenFromAListHaveTheListAsTheirType() throws Exception {
        JsonNode schemas = get("/v3/api-docs").json().at("/components/schemas");

        assertThat(List.of("/ProblemResponse/properties/code", "/FieldProblem/properties/code"))
                .allSatisfy(code -> assertThat(schemas.at(code).path("$ref").stringValue(""))
                        .isEqualTo("#/components/schemas/ProblemCode"));
        assertThat(schemas.at("/ProblemCode/enum").valueStream().map(JsonNode::stringValue))
                .contains("unknown-plan", "database-away", "malformed-json");
        assertThat(schemas.at("/MilestoneState/enum").valueStream().map(JsonNode::stringValue))
                .contains("met-late");
        assertThat(schemas.valueStream().filter(schema -> schema.has("enum"))).hasSizeGreaterThanOrEqualTo(14);
    }
}
