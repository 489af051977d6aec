package support.entitlement.web;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;

/** The parameters of the API, in the query unless they say otherwise. */
enum ApiParameter {
    PLAN("plan", "What the customer has bought; required, unless customer is sent", ApiParameter::text),
    CUSTOMER("customer", "The customer's id: their contract in force says the plan", ApiParameter::text),
    ISSUE_TYPE("issueType", "The kind of issue", ApiParameter::text, true),
    PRODUCTION_USE("productionUse", "How far production use is impaired", ApiParameter::text),
    WORKAROUND("workaround", "Whether a workaround exists", schema -> typed(schema, "boolean")),
    SLA_CATEGORY("slaCategory", "The category that an agent has given already", ApiParameter::text),
    CHANNEL("channel", "A channel to ask about", ApiParameter::text),
    AS_OF("asOf", "Asks the policy that was, or will be, in force at this instant", ApiParameter::instant),
    AT("at", "The instant asked about; now, if it is not sent", ApiParameter::instant),
    BEFORE("before", "Only those with smaller numbers: what the answer before said", ApiParameter::number),
    AFTER("after", "Only those that follow: what the answer before said is next", ApiParameter::text),
    LIMIT("limit", "How many at most; " + Parameters.USUAL_PAGE + ", if it is not sent", schema -> {
        schema.setMaximum(BigDecimal.valueOf(Parameters.LONGEST_PAGE));
        return number(schema);
    }),
    AGAINST(
            "against",
            "The release to compare with; the one published before, if it is not sent",
            ApiParameter::number),
    TABLE_FORMAT(
            "format",
            "The format; what Accept says, if it is not sent",
            schema -> oneOf(schema, "json", "csv", "xlsx")),
    FILE_FORMAT("format", "The format; what Accept says, if it is not sent", schema -> oneOf(schema, "ndjson", "csv")),
    USES(
            "uses",
            "Only the contracts that use this name of a plan, issue type, SLA category, channel or calendar",
            ApiParameter::text),
    IDEMPOTENCY_KEY(
            "Idempotency-Key",
            "Names the request: sent again with the same key, it is answered as before and counts nothing twice",
            ApiParameter::text,
            true) {

        @Override
        Parameter describe() {
            return super.describe().in("header");
        }
    },
    IF_MATCH("If-Match", "The ETag of the version that was changed", ApiParameter::text) {

        @Override
        Parameter describe() {
            return super.describe().in("header");
        }
    };

    private final String name;
    private final String description;
    private final UnaryOperator<Schema<Object>> type;
    private final boolean required;

    ApiParameter(String name, String description, UnaryOperator<Schema<Object>> type) {
        this(name, description, type, false);
    }

    ApiParameter(String name, String description, UnaryOperator<Schema<Object>> type, boolean required) {
        this.name = name;
        this.description = description;
        this.type = type;
        this.required = required;
    }

    Parameter describe() {
        JsonSchema schema = new JsonSchema();
        type.apply(schema);
        return new Parameter()
                .name(name)
                .in("query")
                .description(description)
                .required(required)
                .schema(schema);
    }

    private static Schema<Object> text(Schema<Object> schema) {
        return typed(schema, "string");
    }

    private static Schema<Object> oneOf(Schema<Object> schema, Object... values) {
        schema.setEnum(List.of(values));
        return text(schema);
    }

    private static Schema<Object> instant(Schema<Object> schema) {
        schema.setFormat("date-time");
        return text(schema);
    }

    private static Schema<Object> number(Schema<Object> schema) {
        schema.setFormat("int64");
        schema.setMinimum(BigDecimal.ONE);
        return typed(schema, "integer");
    }

    private static Schema<Object> typed(Schema<Object> schema, String type) {
        schema.addType(type);
        return schema;
    }
}
