package support.entitlement.web;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.table.CellType;
import support.entitlement.table.Names;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.Vocabulary.Attribute;
import tools.jackson.databind.JsonNode;

/**
 * Turns one request into a query in the tables' spelling. Every field that is wrong is reported, not only the first.
 *
 * <p>An instance reads one request and is then of no more use.
 */
final class QueryReader {

    static final int MOST_ATTRIBUTES = 1_000;

    private static final Names FIELDS = EvaluationRequest.fieldsOf(EvaluationRequest.class);
    private static final Names IMPACT = EvaluationRequest.fieldsOf(EvaluationRequest.Impact.class);

    private final Vocabulary vocabulary;
    private final Clock clock;
    private final FieldReader fields;
    private final boolean whole;

    private QueryReader(Vocabulary vocabulary, Clock clock, String base, boolean whole) {
        this.vocabulary = vocabulary;
        this.clock = clock;
        this.fields = new FieldReader(base);
        this.whole = whole;
    }

    /**
     * Reads a request.
     *
     * @param base the pointer to {@code request} in the body, empty if it is the whole body
     */
    static Reading read(JsonNode request, String base, Vocabulary vocabulary, Clock clock) {
        return new QueryReader(vocabulary, clock, base, true).read(request);
    }

    /** What is wrong with a part of a request, in which required fields may be missing. */
    static List<FieldProblem> errorsInPart(JsonNode part, String base, Vocabulary vocabulary, Clock clock) {
        return new QueryReader(vocabulary, clock, base, false).read(part) instanceof Reading.Rejected rejected
                ? rejected.errors()
                : List.of();
    }

    private Reading read(JsonNode request) {
        if (!request.isObject()) {
            fields.wrongType("", request, "an object such as {\"plan\": …, \"issueType\": …}");
            return new Reading.Rejected(fields.errors());
        }
        fields.refuseUnknown(request, "", FIELDS);
        String plan = required(request, "plan", vocabulary.plans(), ProblemCode.UNKNOWN_PLAN);
        String issueType = required(request, "issueType", vocabulary.issueTypes(), ProblemCode.UNKNOWN_ISSUE_TYPE);
        JsonNode impact = fields.object(request, "impact");
        String productionUse = null;
        Boolean workaround = null;
        if (impact != null) {
            fields.refuseUnknown(impact, "/impact", IMPACT);
            productionUse = fields.name(
                    impact.get("productionUse"),
                    "/impact/productionUse",
                    vocabulary.productionUses(),
                    ProblemCode.UNKNOWN_PRODUCTION_USE);
            workaround = fields.flag(impact.get("workaround"), "/impact/workaround");
        }
        String slaCategory = fields.name(
                request.get("slaCategory"),
                "/slaCategory",
                vocabulary.slaCategories(),
                ProblemCode.UNKNOWN_SLA_CATEGORY);
        if (slaCategory != null && (productionUse != null || workaround != null)) {
            fields.add(
                    ProblemCode.IMPACT_AND_CATEGORY,
                    "/slaCategory",
                    slaCategory,
                    "Send either slaCategory or the impact (productionUse, workaround).");
        }
        String channel =
                fields.name(request.get("channel"), "/channel", vocabulary.channels(), ProblemCode.UNKNOWN_CHANNEL);
        OffsetDateTime openedAt = instant(request.get("openedAt"));
        BigDecimal used = fields.amount(request.get("used"), "/used");
        Map<String, Object> attributes = attributes(fields.object(request, "attributes"));
        return fields.errors().isEmpty()
                ? new Reading.Accepted(
                        new Query(plan, issueType, productionUse, workaround, slaCategory, channel, attributes),
                        openedAt,
                        used)
                : new Reading.Rejected(fields.errors());
    }

    private @Nullable String required(JsonNode request, String field, Names known, ProblemCode unknown) {
        if (whole && FieldReader.isAbsent(request.get(field))) {
            fields.missing(field, known);
            return null;
        }
        return fields.name(request.get(field), "/" + field, known, unknown);
    }

    private OffsetDateTime instant(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return OffsetDateTime.now(clock);
        }
        OffsetDateTime instant = fields.instant(node, "/openedAt");
        return instant == null ? OffsetDateTime.MIN : instant;
    }

    /** The attributes that tables ask for, by name. Others are checked too, but can make no difference. */
    private Map<String, Object> attributes(@Nullable JsonNode attributes) {
        if (attributes == null || attributes.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> wanted = new HashMap<>();
        if (attributes.size() > MOST_ATTRIBUTES) {
            fields.add(
                    ProblemCode.TOO_MANY_ATTRIBUTES,
                    "/attributes",
                    attributes.size(),
                    "At most " + MOST_ATTRIBUTES + " are looked at; send those that tables ask for.");
            return wanted;
        }
        for (Map.Entry<String, JsonNode> entry : attributes.properties()) {
            if (fields.isFull()) {
                break;
            }
            JsonNode node = entry.getValue();
            Attribute attribute = vocabulary.attributes().get(entry.getKey());
            String pointer = Pointer.to("/attributes", entry.getKey());
            if (!node.isNull() && !node.isString() && !node.isNumber() && !node.isBoolean()) {
                fields.wrongType(pointer, node, "text, a number, true or false");
            } else if (!node.isNull() && attribute != null) {
                wanted(node, pointer, attribute).ifPresent(value -> wanted.put(entry.getKey(), value));
            }
        }
        return wanted;
    }

    private Optional<Object> wanted(JsonNode node, String pointer, Attribute attribute) {
        CellType sent = node.isString() ? CellType.TEXT : node.isNumber() ? CellType.NUMBER : CellType.FLAG;
        if (!attribute.types().contains(sent)) {
            String types = attribute.types().stream().map(CellType::words).collect(Collectors.joining(" or "));
            return incomparable(node, pointer, "Tables compare this attribute with " + types + ".");
        }
        return switch (sent) {
            case TEXT -> Optional.of(attribute.spelling(node.stringValue()));
            case NUMBER -> number(node, pointer);
            default -> Optional.of(node.booleanValue());
        };
    }

    private Optional<Object> number(JsonNode node, String pointer) {
        double number = node.doubleValue(Double.NaN);
        return Double.isFinite(number)
                ? Optional.of(number)
                : incomparable(node, pointer, "This number is too large to be compared.");
    }

    private Optional<Object> incomparable(JsonNode node, String pointer, String detail) {
        fields.add(ProblemCode.WRONG_ATTRIBUTE_TYPE, pointer, Quote.of(node), detail);
        return Optional.empty();
    }
}
