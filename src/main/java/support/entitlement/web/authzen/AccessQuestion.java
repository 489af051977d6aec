package support.entitlement.web.authzen;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.text.Names;
import support.entitlement.web.http.FieldReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One well-formed request: its subject, action, resource and context. Unknown members are ignored, as AuthZEN demands.
 *
 * @param members the request
 */
record AccessQuestion(JsonNode members) {

    static final String CONTEXT = "context";
    static final String PROPERTIES = "properties";

    /** The members of a request that count. */
    static final List<String> MEMBERS =
            List.of(Entity.SUBJECT.toString(), Entity.ACTION.toString(), Entity.RESOURCE.toString(), CONTEXT);

    private static final String TYPE = "type";
    private static final Names NO_NAMES = new Names(List.of());

    /**
     * Reads a request. Check the errors of {@code fields} before the result.
     *
     * @param searched the entity that is searched for and need not be identified; null if it is no search
     */
    static AccessQuestion read(JsonNode request, FieldReader fields, @Nullable Entity searched) {
        if (!request.isObject()) {
            fields.addWrongType("", request, "an object such as {\"subject\": …, \"action\": …, \"resource\": …}");
            return new AccessQuestion(request);
        }
        for (Entity entity : Entity.values()) {
            if (FieldReader.isAbsent(request.get(entity.toString()))) {
                if (entity != Entity.ACTION || entity != searched) {
                    fields.addMissingField(entity.toString(), NO_NAMES);
                }
            } else {
                readEntity(request, entity, entity == searched, fields);
            }
        }
        fields.readObject(request, CONTEXT);
        return new AccessQuestion(request);
    }

    /** Reads the members that a document of many gives to those of its requests that leave them out. */
    static void readDefaults(JsonNode document, FieldReader fields) {
        for (Entity entity : Entity.values()) {
            if (!FieldReader.isAbsent(document.get(entity.toString()))) {
                readEntity(document, entity, false, fields);
            }
        }
        fields.readObject(document, CONTEXT);
    }

    private static void readEntity(JsonNode request, Entity entity, boolean searched, FieldReader fields) {
        JsonNode node = fields.readObject(request, entity.toString());
        if (node == null) {
            return;
        }
        if (entity.hasType()) {
            readName(node, entity + "/" + TYPE, TYPE, fields);
        }
        if (!searched) {
            readName(node, entity + "/" + entity.identifier(), entity.identifier(), fields);
        }
        JsonNode properties = node.get(PROPERTIES);
        if (!FieldReader.isAbsent(properties) && !properties.isObject()) {
            fields.addWrongType("/" + entity + "/" + PROPERTIES, properties, "an object");
        }
    }

    private static void readName(JsonNode entity, String path, String member, FieldReader fields) {
        if (FieldReader.isAbsent(entity.get(member))) {
            fields.addMissingField(path, NO_NAMES);
        } else {
            fields.readText(entity.get(member), "/" + path);
        }
    }

    /** Returns the type of the subject or the resource. */
    String typeOf(Entity entity) {
        return members.path(entity.toString()).path(TYPE).stringValue("");
    }

    /** Returns the id of the subject or the resource, or the name of the action. */
    String identifierOf(Entity entity) {
        return members.path(entity.toString()).path(entity.identifier()).stringValue("");
    }

    /** Returns this request for another subject, resource or action. */
    AccessQuestion with(Entity entity, String identifier) {
        ObjectNode changed = copyMembers(members, MEMBERS);
        ObjectNode node = copyMembers(members.path(entity.toString()), List.of(TYPE, PROPERTIES));
        changed.set(entity.toString(), node.put(entity.identifier(), identifier));
        return new AccessQuestion(changed);
    }

    private static ObjectNode copyMembers(JsonNode from, List<String> names) {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            if (from.has(name)) {
                copy.set(name, from.get(name));
            }
        }
        return copy;
    }
}
