package support.entitlement.web;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON merge patches, after RFC 7396. */
final class MergePatch {

    private MergePatch() {}

    /** The target with the patch applied; both stay as they are. */
    static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        if (target.isObject()) {
            target.properties().forEach(entry -> merged.set(entry.getKey(), entry.getValue()));
        }
        patch.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                merged.remove(entry.getKey());
            } else {
                merged.set(entry.getKey(), apply(target.path(entry.getKey()), entry.getValue()));
            }
        });
        return merged;
    }
}
