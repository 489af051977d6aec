package support.entitlement.web.documentation;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** JSON schemas of types without members. */
final class SimpleSchemas {

    /** The name of the schema of values without members, which components of the type {@link Object} have. */
    static final String VALUE = "SimpleValue";

    static final List<Class<?>> VALUE_KINDS = List.of(String.class, Number.class, Boolean.class);

    static final String VALUE_DESCRIPTION =
            "A text, a number, true or false. Dates and instants are texts in ISO form.";

    private static final Map<Class<?>, String> FORMATS = Map.of(
            Instant.class, "date-time",
            OffsetDateTime.class, "date-time",
            LocalDate.class, "date",
            int.class, "int32",
            Integer.class, "int32",
            long.class, "int64",
            Long.class, "int64");

    private SimpleSchemas() {}

    /**
     * Returns the schema of a type.
     *
     * @throws IllegalStateException if none is defined for it
     */
    static Schema<?> describeType(Class<?> type) {
        if (type == String.class || FORMATS.getOrDefault(type, "").startsWith("date")) {
            return createSchema("string").format(FORMATS.get(type));
        }
        if (type == boolean.class || type == Boolean.class) {
            return createSchema("boolean");
        }
        if (type == BigDecimal.class || type == Number.class) {
            return createSchema("number");
        }
        if (FORMATS.containsKey(type)) {
            return createSchema("integer").format(FORMATS.get(type));
        }
        throw new IllegalStateException("No schema is defined for " + type);
    }

    /** Returns the schema of constants, which are written in lower case with hyphens. */
    static Schema<?> describeEnum(Class<?> type) {
        Schema<Object> schema = createSchema("string");
        for (Object constant : type.getEnumConstants()) {
            schema.addEnumItemObject(
                    ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return schema.description("Later versions may have more.");
    }

    /** Returns the schema of a value that may also be null. It may be the given schema, changed. */
    static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() != null) {
            JsonSchema either = new JsonSchema();
            either.setDescription(schema.getDescription());
            schema.setDescription(null);
            either.addOneOfItem(schema);
            either.addOneOfItem(createSchema("null"));
            return either;
        }
        schema.addType("null");
        return schema;
    }

    /** Returns a new schema with a type of JSON. */
    static Schema<Object> createSchema(String type) {
        Schema<Object> schema = new JsonSchema();
        schema.addType(type);
        return schema;
    }
}
