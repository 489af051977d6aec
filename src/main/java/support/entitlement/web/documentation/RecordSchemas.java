package support.entitlement.web.documentation;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import support.entitlement.web.documentation.annotation.MergePatchMember;
import support.entitlement.web.http.ProblemResponse;

/**
 * Builds JSON schemas from records. A member of a response is required unless it is omitted when null or empty, and is
 * nullable if its component is. A member of a request is required unless its component is nullable, in which case it
 * may also be null. In a merge patch nothing is required. Thread-safe.
 */
final class RecordSchemas {

    /** Names, for each record with a map of further members, the record that describes these members. */
    private static final Map<Class<?>, Class<?>> EXTENSIONS = Map.of(ProblemResponse.class, ProblemExtensions.class);

    private final SortedMap<String, Schema<?>> schemas = new TreeMap<>();
    private final Map<String, DescribedType> owners = new TreeMap<>();

    /** The use of a record: in a response, a request or a merge patch. */
    private enum SchemaUse {
        ANSWER,
        REQUEST,
        PATCH
    }

    private record DescribedType(Class<?> type, SchemaUse use) {}

    /** Returns the schema of a response of this type. */
    synchronized Schema<?> ofAnswer(Class<?> type) {
        return schemaOf(type, SchemaUse.ANSWER, null);
    }

    /** Returns the schema of a body of this type. */
    synchronized Schema<?> ofRequest(Class<?> type) {
        return schemaOf(type, SchemaUse.REQUEST, null);
    }

    /** Returns all schemas to which others refer, by name. */
    synchronized SortedMap<String, Schema<?>> all() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(schemas));
    }

    private Schema<?> schemaOf(
            AnnotatedType type, SchemaUse use, io.swagger.v3.oas.annotations.media.@Nullable Schema annotation) {
        if (type instanceof AnnotatedParameterizedType generic) {
            AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
            AnnotatedType element = arguments[arguments.length - 1];
            Schema<?> elements = schemaOf(element, use, annotation);
            Schema<?> each = element.isAnnotationPresent(Nullable.class) ? SimpleSchemas.orNull(elements) : elements;
            return arguments.length == 1
                    ? SimpleSchemas.createSchema("array").items(each)
                    : SimpleSchemas.createSchema("object").additionalProperties(each);
        }
        return schemaOf((Class<?>) type.getType(), use, annotation);
    }

    private Schema<?> schemaOf(
            Class<?> plain, SchemaUse use, io.swagger.v3.oas.annotations.media.@Nullable Schema annotation) {
        if (annotation != null && annotation.implementation() != Void.class) {
            return schemaOf(annotation.implementation(), use, null);
        }
        if (annotation != null && annotation.oneOf().length > 0) {
            return alternativesSchema(annotation.name(), Object.class, use, List.of(annotation.oneOf()));
        }
        if (plain == Object.class) {
            return simpleValueSchema();
        }
        if (plain.isSealed()) {
            return alternativesSchema(SchemaNames.of(plain), plain, use, List.of(plain.getPermittedSubclasses()));
        }
        if (plain.isRecord()) {
            return recordSchema(plain, use);
        }
        return plain.isEnum() ? enumSchema(plain) : SimpleSchemas.describeType(plain);
    }

    /** Returns the schema of an {@link Object}: a value without members. */
    private Schema<?> simpleValueSchema() {
        Schema<?> reference =
                alternativesSchema(SimpleSchemas.VALUE, Object.class, SchemaUse.ANSWER, SimpleSchemas.VALUE_KINDS);
        Objects.requireNonNull(schemas.get(SimpleSchemas.VALUE)).setDescription(SimpleSchemas.VALUE_DESCRIPTION);
        return reference;
    }

    private Schema<?> enumSchema(Class<?> type) {
        String name = SchemaNames.ofEnum(type);
        if (claimName(name, new DescribedType(type, SchemaUse.ANSWER))) {
            schemas.put(name, SimpleSchemas.describeEnum(type));
        }
        return schemaReference(name);
    }

    private Schema<?> alternativesSchema(String name, Class<?> type, SchemaUse use, List<Class<?>> kinds) {
        boolean hasMembers = kinds.stream().anyMatch(Class::isRecord);
        if (claimName(name, new DescribedType(type, hasMembers ? use : SchemaUse.ANSWER))) {
            JsonSchema schema = new JsonSchema();
            schemas.put(name, schema);
            kinds.forEach(kind -> schema.addOneOfItem(schemaOf(kind, use, null)));
        }
        return schemaReference(name);
    }

    private Schema<?> recordSchema(Class<?> type, SchemaUse use) {
        String name = switch (use) {
            case ANSWER -> SchemaNames.of(type);
            case REQUEST -> SchemaNames.ofRequest(type);
            case PATCH -> SchemaNames.ofPatch(type);
        };
        if (claimName(name, new DescribedType(type, use))) {
            Schema<Object> schema = SimpleSchemas.createSchema("object");
            schemas.put(name, schema);
            findDescription(type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class))
                    .ifPresent(schema::setDescription);
            addMembers(type, use, schema);
            if (use != SchemaUse.ANSWER) {
                schema.setAdditionalProperties(ignoresUnknown(type));
            }
        }
        return schemaReference(name);
    }

    /** Returns whether a request of this type may have members that it does not describe. */
    private static boolean ignoresUnknown(Class<?> type) {
        io.swagger.v3.oas.annotations.media.Schema annotation =
                type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return annotation != null && annotation.additionalProperties() == AdditionalPropertiesValue.TRUE;
    }

    /** Claims a name; returns whether it is new. It is an error if another type has it. */
    private boolean claimName(String name, DescribedType described) {
        DescribedType other = owners.putIfAbsent(name, described);
        if (other != null && !other.equals(described)) {
            throw new IllegalStateException(described + " and " + other + " are both called " + name);
        }
        return other == null;
    }

    private static Schema<?> schemaReference(String name) {
        return new JsonSchema().$ref("#/components/schemas/" + name);
    }

    private void addMembers(Class<?> type, SchemaUse use, Schema<Object> schema) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (hasAnnotation(component, JsonUnwrapped.class)) {
                addMembers(component.getType(), use, schema);
                continue;
            }
            if (hasAnnotation(component, JsonAnyGetter.class)) {
                addMembers(Objects.requireNonNull(EXTENSIONS.get(type)), use, schema);
                continue;
            }
            io.swagger.v3.oas.annotations.media.Schema annotation =
                    component.getAccessor().getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
            SchemaUse ofMember = ofMember(component, use);
            Schema<?> member = schemaOf(component.getAnnotatedType(), ofMember, annotation);
            findDescription(annotation).ifPresent(member::setDescription);
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            boolean leftOut =
                    use == SchemaUse.ANSWER ? isLeftOut(component, type, nullable) : use == SchemaUse.PATCH || nullable;
            boolean mayBeNull = use == SchemaUse.ANSWER ? nullable && !leftOut : use == SchemaUse.PATCH || nullable;
            schema.addProperty(nameOf(component), mayBeNull ? SimpleSchemas.orNull(member) : member);
            if (!leftOut) {
                schema.addRequiredItem(nameOf(component));
            }
        }
    }

    /** Returns the name of a member in JSON. */
    private static String nameOf(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null ? component.getName() : given.value();
    }

    /**
     * Returns the use of a member's type. A merge patch replaces a list as a whole, so that its elements are complete
     * values.
     */
    private static SchemaUse ofMember(RecordComponent component, SchemaUse use) {
        if (component.isAnnotationPresent(MergePatchMember.class)) {
            return SchemaUse.PATCH;
        }
        return use == SchemaUse.PATCH && component.getType() == List.class ? SchemaUse.REQUEST : use;
    }

    /** Returns whether the member is omitted when it is null or empty. */
    private static boolean isLeftOut(RecordComponent component, Class<?> type, boolean nullable) {
        JsonInclude own = component.getAccessor().getAnnotation(JsonInclude.class);
        JsonInclude inclusion = own == null ? type.getAnnotation(JsonInclude.class) : own;
        JsonInclude.Include value = inclusion == null ? JsonInclude.Include.ALWAYS : inclusion.value();
        return switch (value) {
            case ALWAYS -> false;
            case NON_NULL -> nullable;
            case NON_EMPTY -> true;
            default -> throw new IllegalStateException("No schema is defined for " + value);
        };
    }

    private static boolean hasAnnotation(RecordComponent component, Class<? extends Annotation> annotation) {
        return component.getAccessor().isAnnotationPresent(annotation);
    }

    private static Optional<String> findDescription(io.swagger.v3.oas.annotations.media.@Nullable Schema annotation) {
        return Optional.ofNullable(annotation)
                .map(io.swagger.v3.oas.annotations.media.Schema::description)
                .filter(text -> !text.isEmpty());
    }
}
