package support.entitlement.web.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.Waiting;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

/** The API description has no finding of a linter, and says of which type each value is. */
class ApiLintTest extends ApiTest {

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
    void everyMemberParameterAndElementHasAType() throws Exception {
        Map<String, JsonNode> schemas = schemasIn(get("/v3/api-docs").json());

        assertThat(schemas).hasSizeGreaterThan(1_000);
        assertThat(schemas)
                .allSatisfy((place, schema) -> assertThat(isTyped(schema))
                        .as("%s says of which type it is: %s", place, schema)
                        .isTrue());
    }

    /** Returns all schemas of a description, by their places in it. */
    private static Map<String, JsonNode> schemasIn(JsonNode document) {
        Map<String, JsonNode> schemas = new TreeMap<>();
        document.at("/components/schemas").properties().forEach(named -> addSchema(named, "", schemas));
        for (JsonNode parent : document.findParents("schema")) {
            addSchema(Map.entry("schema", parent.path("schema")), parent.toString(), schemas);
        }
        return schemas;
    }

    /** Adds a schema, and the schemas of its members and elements. */
    private static void addSchema(Map.Entry<String, JsonNode> named, String parent, Map<String, JsonNode> schemas) {
        String place = parent + "/" + named.getKey();
        JsonNode schema = named.getValue();
        schemas.put(place, schema);
        schema.path("properties").properties().forEach(member -> addSchema(member, place, schemas));
        schema.path("oneOf").forEach(kind -> addSchema(Map.entry("oneOf", kind), place, schemas));
        for (String elements : List.of("items", "additionalProperties")) {
            if (schema.path(elements).isObject()) {
                addSchema(Map.entry(elements, schema.path(elements)), place, schemas);
            }
        }
    }

    /** Returns whether a schema says of which type a value is. An object has named members, or elements of one type. */
    private static boolean isTyped(JsonNode schema) {
        if (Stream.of("$ref", "oneOf", "enum", "const").anyMatch(schema::has)) {
            return true;
        }
        String type = schema.path("type").toString();
        if (type.contains("object")) {
            return !schema.path("properties").isEmpty()
                    || schema.path("additionalProperties").isObject();
        }
        return !schema.path("type").isMissingNode() && (!type.contains("array") || schema.has("items"));
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
