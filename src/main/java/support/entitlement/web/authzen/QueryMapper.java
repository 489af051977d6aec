package support.entitlement.web.authzen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import support.entitlement.policy.Policy;
import support.entitlement.table.FactField;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.Pointer;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.query.QueryReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Maps the requests of one document to queries as {@code POST /v1/evaluation} takes them. Not thread-safe.
 *
 * <p>The subject gives the customer or the plan, the resource the issue type, and the action the channel. All other facts
 * are members of properties or of the context. Members that no table compares are ignored.
 */
final class QueryMapper {

    private static final String ATTRIBUTES = "attributes";

    /** The members of a query that properties and the context may have. */
    private static final List<String> FACTS = List.of(
            FactField.PLAN.toString(), "impact", FactField.SLA_CATEGORY.toString(), QueryReader.OPENED_AT, "used");

    private final AuthzenProperties words;
    private final Map<String, String> attributesByKey = new HashMap<>();
    /** The attributes in each object, by the object itself: those that many requests share are read once. */
    private final Map<JsonNode, List<SentAttribute>> attributesOf = new IdentityHashMap<>();

    QueryMapper(AuthzenProperties words, Policy policy) {
        this.words = words;
        policy.vocabulary().attributes().keySet().forEach(name -> attributesByKey.put(NormalForm.key(name), name));
    }

    /** Maps a well-formed request. Check the errors of {@code fields} before the result. */
    MappedQuery mapQuestion(AccessQuestion question, FieldReader fields) {
        Mapping mapping = new Mapping();
        mapping.setName(subjectField(question, fields), question, Entity.SUBJECT);
        mapping.setName(resourceField(question, fields), question, Entity.RESOURCE);
        if (!words.opensCase(question.identifierOf(Entity.ACTION))) {
            mapping.setName(FactField.CHANNEL.toString(), question, Entity.ACTION);
        }
        for (Entity entity : words.propertiesOf()) {
            mapping.addFacts(
                    question.members().path(entity.toString()).path(AccessQuestion.PROPERTIES),
                    "/" + entity + "/" + AccessQuestion.PROPERTIES);
        }
        mapping.addFacts(question.members().path(AccessQuestion.CONTEXT), "/" + AccessQuestion.CONTEXT);
        return new MappedQuery(mapping.query, mapping.origins);
    }

    /** An attribute of the policy that a request has, perhaps in another spelling. */
    private record SentAttribute(String known, String name, JsonNode value) {}

    /**
     * Returns the attributes of the policy among the members of an object.
     *
     * @param any whether members with the name of a fact are attributes, too
     */
    private List<SentAttribute> attributesIn(JsonNode source, boolean any) {
        return attributesOf.computeIfAbsent(source, object -> readAttributes(object, any));
    }

    private List<SentAttribute> readAttributes(JsonNode source, boolean any) {
        List<SentAttribute> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : source.properties()) {
            String name = entry.getKey();
            boolean isFact = FACTS.contains(name) || name.equals(ATTRIBUTES);
            String known = any || !isFact ? attributesByKey.get(NormalForm.key(name)) : null;
            if (known != null && !entry.getValue().isNull()) {
                found.add(new SentAttribute(known, name, entry.getValue()));
            }
        }
        return found;
    }

    private String subjectField(AccessQuestion question, FieldReader fields) {
        String type = question.typeOf(Entity.SUBJECT);
        if (words.isCustomer(type)) {
            return QueryReader.CUSTOMER;
        }
        if (!words.isPlan(type)) {
            addUnknownType(Entity.SUBJECT, type, words.subjectTypes(), fields);
        }
        return FactField.PLAN.toString();
    }

    private String resourceField(AccessQuestion question, FieldReader fields) {
        String type = question.typeOf(Entity.RESOURCE);
        if (!words.isIssueType(type)) {
            addUnknownType(Entity.RESOURCE, type, words.resourceTypes(), fields);
        }
        return FactField.ISSUE_TYPE.toString();
    }

    private static void addUnknownType(Entity entity, String type, List<String> known, FieldReader fields) {
        fields.addUnknownName(ProblemCode.UNKNOWN_ENTITY_TYPE, "/" + entity + "/type", type, new Names(known));
    }

    /**
     * A query, and the places in the request from which its members come.
     *
     * @param query the query, as {@code POST /v1/evaluation} takes it
     * @param origins the pointers into the request, by pointers into the query
     */
    record MappedQuery(ObjectNode query, Map<String, String> origins) {

        /** Returns whether the action is a channel. */
        boolean asksForChannel() {
            return query.has(FactField.CHANNEL.toString());
        }

        /** Returns whether this is the name of the channel. */
        boolean isOfChannel(String name) {
            return NormalForm.areSame(
                    name, query.path(FactField.CHANNEL.toString()).stringValue(""));
        }

        /** Returns the place in the request to which a pointer into the query refers, also if nothing was sent there. */
        String pointerInRequest(String pointer) {
            for (String part = pointer; !part.isEmpty(); part = part.substring(0, part.lastIndexOf('/'))) {
                String origin = origins.get(part);
                if (origin != null) {
                    return origin + pointer.substring(part.length());
                }
            }
            return pointer.equals("/" + FactField.CHANNEL)
                    ? "/" + Entity.ACTION + "/" + Entity.ACTION.identifier()
                    : "/" + AccessQuestion.CONTEXT + pointer;
        }
    }

    /** Builds one query. */
    private final class Mapping {

        private final ObjectNode query = JsonNodeFactory.instance.objectNode();
        private final Map<String, String> origins = new HashMap<>();
        private final Set<String> attributes = new HashSet<>();

        void setName(String field, AccessQuestion question, Entity entity) {
            query.put(field, question.identifierOf(entity));
            origins.put("/" + field, "/" + entity + "/" + entity.identifier());
        }

        /** Adds the facts of an object that no object before it has. */
        void addFacts(JsonNode source, String pointer) {
            if (!source.isObject()
                    || query.has(ATTRIBUTES) && !query.get(ATTRIBUTES).isObject()) {
                return;
            }
            for (String fact : FACTS) {
                if (!FieldReader.isAbsent(source.get(fact)) && !query.has(fact)) {
                    query.set(fact, source.get(fact));
                    origins.put("/" + fact, pointer + "/" + fact);
                }
            }
            JsonNode own = source.path(ATTRIBUTES);
            if (!own.isMissingNode() && !own.isNull() && !own.isObject()) {
                query.set(ATTRIBUTES, own); // It is refused with the query.
                origins.put("/" + ATTRIBUTES, pointer + "/" + ATTRIBUTES);
                return;
            }
            addAttributes(own, pointer + "/" + ATTRIBUTES, true);
            addAttributes(source, pointer, false);
        }

        private void addAttributes(JsonNode source, String pointer, boolean any) {
            Set<String> before = Set.copyOf(attributes);
            for (SentAttribute sent : attributesIn(source, any)) {
                if (!before.contains(sent.known())) {
                    attributes.add(sent.known());
                    query.withObject("/" + ATTRIBUTES).set(sent.name(), sent.value());
                    origins.put(
                            Pointer.toMember("/" + ATTRIBUTES, sent.name()), Pointer.toMember(pointer, sent.name()));
                }
            }
        }
    }
}
