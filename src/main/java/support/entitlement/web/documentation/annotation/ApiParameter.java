package support.entitlement.web.documentation.annotation;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import support.entitlement.web.http.QueryParameters;

/** The parameters of the API. They are query parameters unless stated otherwise. */
public enum ApiParameter {
    PLAN("plan", "The plan of the customer; required, unless customer is sent", ApiParameter::describeText),
    CUSTOMER("customer", "The customer's id: the contract in force determines the plan", ApiParameter::describeText),
    ISSUE_TYPE("issueType", "The kind of issue", ApiParameter::describeText, true),
    PRODUCTION_USE("productionUse", "How far production use is impaired", ApiParameter::describeText),
    WORKAROUND("workaround", "Whether a workaround exists", schema -> withType(schema, "boolean")),
    SLA_CATEGORY("slaCategory", "The category that an agent has already assigned", ApiParameter::describeText),
    CHANNEL("channel", "A channel: the answer says whether the customer may use it", ApiParameter::describeText),
    OPENED_AT(
            "openedAt",
            "When the case was opened; now, if it is not sent. Only for tables whose answer depends on the opening",
            ApiParameter::describeInstant),
    AS_OF(
            "asOf",
            "Evaluates with the policy that was, or will be, in force at this instant",
            ApiParameter::describeInstant),
    DRAFT("draft", "Evaluates with the tables of the draft with this number", ApiParameter::describeNumber),
    YEAR("year", "The year; the current one, if it is not sent", ApiParameter::describeNumber),
    AT("at", "The instant asked about; now, if it is not sent", ApiParameter::describeInstant),
    BEFORE(
            "before",
            "Only entries with smaller numbers: the before of the previous page",
            ApiParameter::describeNumber),
    FILE("file", "A file of the draft", ApiParameter::describeText, true),
    SHEET("sheet", "A sheet of the file; the first, if it is not sent", ApiParameter::describeText),
    AFTER_VERSION(
            "after",
            "Only changes after this version of the draft; after its first, if it is not sent. Those of the newest 10,000 versions are kept",
            ApiParameter::describeNumber),
    DRAFT_FORMAT("format", "The format; xlsx, if it is not sent", schema -> oneOf(schema, "xlsx", "csv")),
    DRAFT_STATE(
            "state",
            "The drafts to list: those that can be changed, if it is not sent, or all",
            schema -> oneOf(schema, "open", "all")),
    AFTER("after", "Only entries that follow: the next of the previous page", ApiParameter::describeText),
    LIMIT(
            "limit",
            "The maximal number of entries; " + QueryParameters.DEFAULT_PAGE_SIZE + ", if it is not sent",
            schema -> {
                schema.setMaximum(BigDecimal.valueOf(QueryParameters.MAX_PAGE_SIZE));
                return describeNumber(schema);
            }),
    TABLE("table", "A table, by its name or its file's", ApiParameter::describeText, true),
    WARNING_CODE("code", "The code of the warning", ApiParameter::describeText, true),
    WARNING_TABLE("table", "The table in the acceptAs of the warning", ApiParameter::describeText, true),
    WARNING_ROW("row", "The row in the acceptAs of the warning", ApiParameter::describeText, true),
    ROW("row", "Only the row with this number in the file", ApiParameter::describeNumber),
    FROM("from", "The first instant", ApiParameter::describeInstant, true),
    AT_FIRST("from", "The instant from which it counts; now, if it is not sent", ApiParameter::describeInstant),
    ZONE(
            "zone",
            "The time zone, only for a calendar whose zone queries name; the one in its table, if it is not sent",
            ApiParameter::describeText),
    WITHIN("within", "A time as tables write it, such as 2 business days", ApiParameter::describeText, true),
    FROM_CUSTOMER(
            "from",
            "The list begins with the first customer that is not before this text; with the first of all, if it is not sent",
            ApiParameter::describeText),
    TO("to", "The first instant that no longer counts", ApiParameter::describeInstant, true),
    AGAINST(
            "against",
            "The release to compare with; the one published before, if it is not sent",
            ApiParameter::describeNumber),
    TABLE_FORMAT(
            "format",
            "The format; the one in Accept, if it is not sent",
            schema -> oneOf(schema, "json", "csv", "xlsx")),
    FILE_FORMAT("format", "The format; the one in Accept, if it is not sent", schema -> oneOf(schema, "ndjson", "csv")),
    USES(
            "uses",
            "Only the contracts that use this name of a plan, issue type, SLA category, channel or calendar",
            ApiParameter::describeText),
    IDEMPOTENCY_KEY(
            "Idempotency-Key",
            "Names the request: sent again with the same key, it is answered as before and counts nothing twice",
            ApiParameter::describeText,
            true) {

        @Override
        public Parameter describeParameter() {
            return super.describeParameter().in("header");
        }
    },
    IDEMPOTENCY_KEY_OPTIONAL(
            "Idempotency-Key",
            "Names the request: sent again with the same key, it is answered as before and changes nothing twice",
            ApiParameter::describeText) {

        @Override
        public Parameter describeParameter() {
            return super.describeParameter().in("header");
        }
    },
    RELEASE(
            "Entitlement-Release",
            "The number of a release that the answer must not be older than, as the header of an earlier answer names it",
            ApiParameter::describeNumber) {

        @Override
        public Parameter describeParameter() {
            return super.describeParameter().in("header");
        }
    },
    PREFER(
            "Prefer",
            "return=minimal: the answer without commitments, terms, because, notice and definitions, which are empty or null",
            ApiParameter::describeText) {

        @Override
        public Parameter describeParameter() {
            return super.describeParameter().in("header");
        }
    },
    IF_MATCH_REQUIRED(
            "If-Match", "The ETag of the version to which the request refers", ApiParameter::describeText, true) {

        @Override
        public Parameter describeParameter() {
            return super.describeParameter().in("header");
        }
    },
    IF_MATCH("If-Match", "The ETag of the version that the request changes", ApiParameter::describeText) {

        @Override
        public Parameter describeParameter() {
            return super.describeParameter().in("header");
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

    public Parameter describeParameter() {
        JsonSchema schema = new JsonSchema();
        type.apply(schema);
        return new Parameter()
                .name(name)
                .in("query")
                .description(description)
                .required(required)
                .schema(schema);
    }

    private static Schema<Object> describeText(Schema<Object> schema) {
        return withType(schema, "string");
    }

    private static Schema<Object> oneOf(Schema<Object> schema, Object... values) {
        schema.setEnum(List.of(values));
        return describeText(schema);
    }

    private static Schema<Object> describeInstant(Schema<Object> schema) {
        schema.setFormat("date-time");
        return describeText(schema);
    }

    private static Schema<Object> describeNumber(Schema<Object> schema) {
        schema.setFormat("int64");
        schema.setMinimum(BigDecimal.ONE);
        return withType(schema, "integer");
    }

    private static Schema<Object> withType(Schema<Object> schema, String type) {
        schema.addType(type);
        return schema;
    }
}
