package support.entitlement.web.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON merge patches (RFC 7396). */
public final class MergePatch {

    private MergePatch() {}

    /** Returns the target with the patch applied. Both arguments stay unchanged. */
    public static JsonNode applyPatch(JsonNode target, JsonNode patch) {
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
                merged.set(entry.getKey(), applyPatch(target.path(entry.getKey()), entry.getValue()));
            }
        });
        return merged;
    }

    /** Combines two patches. The order is irrelevant unless {@link #findConflict} finds a conflict. */
    public static ObjectNode combinePatches(ObjectNode one, ObjectNode other) {
        ObjectNode combined = one.deepCopy();
        other.properties().forEach(entry -> {
            JsonNode mine = combined.get(entry.getKey());
            combined.set(
                    entry.getKey(),
                    mine instanceof ObjectNode left && entry.getValue() instanceof ObjectNode right
                            ? combinePatches(left, right)
                            : entry.getValue());
        });
        return combined;
    }

    /** Returns the pointer to a member that two patches set to different values; null if there is none. */
    public static @Nullable String findConflict(ObjectNode one, ObjectNode other) {
        for (Map.Entry<String, JsonNode> entry : other.properties()) {
            JsonNode mine = one.get(entry.getKey());
            if (mine == null || mine.equals(entry.getValue())) {
                continue;
            }
            String inside = mine instanceof ObjectNode left && entry.getValue() instanceof ObjectNode right
                    ? findConflict(left, right)
                    : "";
            if (inside != null) {
                return Pointer.toMember("", entry.getKey()) + inside;
            }
        }
        return null;
    }
}
