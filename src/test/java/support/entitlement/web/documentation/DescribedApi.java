package support.entitlement.web.documentation;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API description, used to validate requests and answers. A member that it does not name is an error. */
public final class DescribedApi {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SCHEMAS = "#/components/schemas/";

    private final JsonNode document;
    private final JsonNode closed;
    private final Map<String, Schema> schemas = new HashMap<>();

    public DescribedApi(JsonNode document) {
        this.document = document;
        this.closed = close(document.deepCopy());
    }

    /** Closes the schemas, so that an undescribed member is an error. */
    private static JsonNode close(JsonNode document) {
        document.at("/components/schemas").forEach(schema -> {
            if (schema.has("properties") && !schema.has("additionalProperties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        });
        return document;
    }

    public JsonNode document() {
        return document;
    }

    /** Returns every operation, by its method and address. */
    Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new java.util.LinkedHashMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(member -> !member.getKey().equals("parameters"))
                        .forEach(method -> operations.put(method.getKey() + " " + path.getKey(), method.getValue())));
        return operations;
    }

    /** Returns the deviations of an exchange from the description; empty if there are none. */
    public List<String> errorsIn(Exchange exchange) {
        List<String> errors = new ArrayList<>();
        JsonNode operation = operation(exchange).orElse(null);
        if (operation == null) {
            return exchange.status() == 404 || exchange.status() == 405 ? errors : List.of("No operation: " + exchange);
        }
        if (exchange.status() < 300 && exchange.requestType().startsWith("application/json")) {
            JsonNode content = operation.at("/requestBody/content/application~1json/schema");
            errors.addAll(errorsIn(content, exchange.request()));
        }
        schemaOfAnswer(exchange)
                .ifPresentOrElse(
                        schema -> {
                            if (isJson(exchange.answerType())) {
                                errors.addAll(errorsIn(schema, exchange.answer()));
                            }
                        },
                        () -> errors.add(
                                "No " + exchange.answerType() + " with " + exchange.status() + " is described"));
        return errors.stream()
                .map(error -> exchange.method() + " " + exchange.path() + " " + exchange.status() + ": " + error)
                .toList();
    }

    public static boolean isJson(String type) {
        return type.startsWith("application/json") || type.startsWith("application/problem+json");
    }

    /** Returns the schema of the answer of an exchange; empty if none is described. */
    public Optional<JsonNode> schemaOfAnswer(Exchange exchange) {
        String type = exchange.answerType().replaceFirst(";.*", "");
        return operation(exchange)
                .map(operation -> resolved(operation.path("responses").path(String.valueOf(exchange.status()))))
                .map(answer -> answer.path("content").path(type).path("schema"))
                .filter(schema -> !schema.isMissingNode());
    }

    private Optional<JsonNode> operation(Exchange exchange) {
        return operations().entrySet().stream()
                .filter(entry -> matches(entry.getKey(), exchange))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean matches(String operation, Exchange exchange) {
        String pattern = operation.replaceAll("\\{[^}]*}", "[^/]+");
        return (exchange.method().toLowerCase(java.util.Locale.ROOT) + " " + exchange.path()).matches(pattern);
    }

    /** Returns the deviations of a value from its schema. */
    List<String> errorsIn(JsonNode schema, JsonNode value) {
        String reference = schema.path("$ref").stringValue("");
        if (!reference.startsWith(SCHEMAS)) {
            return List.of("No schema: " + schema);
        }
        return schemas.computeIfAbsent(reference, this::schema).validate(value).stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private List<String> errorsIn(JsonNode schema, String text) {
        try {
            return errorsIn(schema, JSON.readTree(text));
        } catch (JacksonException e) {
            return List.of("No JSON: " + text);
        }
    }

    private Schema schema(String reference) {
        ObjectNode root = JSON.createObjectNode().put("$ref", reference);
        root.set("components", closed.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root);
    }

    /** Returns the node that a reference names, or the node itself. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").stringValue().substring(1)) : node;
    }

    /** Returns every reference in the description. */
    Stream<String> references() {
        return document.findValues("$ref").stream().map(JsonNode::stringValue);
    }
}
