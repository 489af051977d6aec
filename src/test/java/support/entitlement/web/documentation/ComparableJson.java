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
 * Normalised JSON, in which values of equal meaning are equal. Members that are null are left out, as clients add them
 * for missing ones; instants are in UTC with milliseconds, the precision of JavaScript; numbers have their shortest
 * form.
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
