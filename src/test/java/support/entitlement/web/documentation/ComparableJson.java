package support.entitlement.web.documentation;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON in a form in which two of the same meaning are equal: without members that are null, which is what clients make of those
 * that are missing, with instants in UTC to the millisecond, which is what JavaScript knows, and with numbers as short as can be.
 */
public final class ComparableJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ComparableJson() {}

    public static JsonNode of(JsonNode json) {
        if (json.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            TreeMap<String, JsonNode> members = new TreeMap<>();
            json.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            members.forEach((name, value) -> {
                if (!value.isNull()) {
                    object.set(name, of(value));
                }
            });
            return object;
        }
        if (json.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            json.forEach(element -> array.add(of(element)));
            return array;
        }
        if (json.isNumber()) {
            return JSON.getNodeFactory()
                    .stringNode(
                            new BigDecimal(json.asString()).stripTrailingZeros().toPlainString());
        }
        return json.isString() ? JSON.getNodeFactory().stringNode(text(json.stringValue())) : json;
    }

    private static String text(String text) {
        try {
            return OffsetDateTime.parse(text)
                    .toInstant()
                    .truncatedTo(ChronoUnit.MILLIS)
                    .toString();
        } catch (DateTimeException e) {
            return text;
        }
    }
}
