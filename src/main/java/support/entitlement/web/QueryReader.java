package support.entitlement.web;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static final List<String> FIELDS = EvaluationRequest.fieldsOf(EvaluationRequest.class);
    private static final List<String> IMPACT = EvaluationRequest.fieldsOf(EvaluationRequest.Impact.class);

    private final Vocabulary vocabulary;
    private final Clock clock;
    private final String base;
    private final List<FieldProblem> errors = new ArrayList<>(0);

    private QueryReader(Vocabulary vocabulary, Clock clock, String base) {
        this.vocabulary = vocabulary;
        this.clock = clock;
        this.base = base;
    }

    /**
     * Reads a request.
     *
     * @param base the pointer to {@code request} in the body, empty if it is the whole body
     */
    static Reading read(JsonNode request, String base, Vocabulary vocabulary, Clock clock) {
        return new QueryReader(vocabulary, clock, base).read(request);
    }

    private Reading read(JsonNode request) {
        if (!request.isObject()) {
            wrongType("", request, "an object such as {\"plan\": …, \"issueType\": …}");
            return new Reading.Rejected(errors);
        }
        refuseUnknown(request, "", FIELDS);
        String plan = required(request, "plan", vocabulary.plans(), ProblemCode.UNKNOWN_PLAN);
        String issueType = required(request, "issueType", vocabulary.issueTypes(), ProblemCode.UNKNOWN_ISSUE_TYPE);
        JsonNode impact = object(request, "impact");
        String productionUse = null;
        Boolean workaround = null;
        if (impact != null) {
            refuseUnknown(impact, "/impact", IMPACT);
            productionUse = name(
                    impact.get("productionUse"),
                    "/impact/productionUse",
                    vocabulary.productionUses(),
                    ProblemCode.UNKNOWN_PRODUCTION_USE);
            workaround = flag(impact.get("workaround"), "/impact/workaround");
        }
        String slaCategory = name(
                request.get("slaCategory"),
                "/slaCategory",
                vocabulary.slaCategories(),
                ProblemCode.UNKNOWN_SLA_CATEGORY);
        if (slaCategory != null && (productionUse != null || workaround != null)) {
            add(ProblemCode.IMPACT_AND_CATEGORY, "/slaCategory", slaCategory, "Send either slaCategory or impact.");
        }
        String channel = name(request.get("channel"), "/channel", vocabulary.channels(), ProblemCode.UNKNOWN_CHANNEL);
        OffsetDateTime openedAt = instant(request.get("openedAt"));
        Map<String, Object> attributes = attributes(object(request, "attributes"));
        return errors.isEmpty()
                ? new Reading.Accepted(
                        new Query(plan, issueType, productionUse, workaround, slaCategory, channel, attributes),
                        openedAt)
                : new Reading.Rejected(errors);
    }

    private @Nullable String required(JsonNode request, String field, Names known, ProblemCode unknown) {
        if (isAbsent(request.get(field))) {
            errors.add(FieldProblem.missing(base + "/" + field, known));
            return null;
        }
        return name(request.get(field), "/" + field, known, unknown);
    }

    private @Nullable String name(@Nullable JsonNode node, String pointer, Names known, ProblemCode unknown) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isString()) {
            wrongType(pointer, node, "text");
            return null;
        }
        String sent = node.stringValue();
        String spelling = known.find(sent).orElse(null);
        if (spelling == null) {
            errors.add(FieldProblem.unknown(unknown, base + pointer, sent, known));
        }
        return spelling;
    }

    private @Nullable Boolean flag(@Nullable JsonNode node, String pointer) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isBoolean()) {
            wrongType(pointer, node, "true or false");
            return null;
        }
        return node.booleanValue();
    }

    private @Nullable JsonNode object(JsonNode request, String field) {
        JsonNode node = request.get(field);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isObject()) {
            wrongType("/" + field, node, "an object");
            return null;
        }
        return node;
    }

    private OffsetDateTime instant(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return OffsetDateTime.now(clock);
        }
        if (!node.isString()) {
            wrongType("/openedAt", node, "text");
            return OffsetDateTime.MIN;
        }
        try {
            OffsetDateTime instant = OffsetDateTime.parse(node.stringValue());
            if (instant.getYear() >= 0 && instant.getYear() <= 9999) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Reported below, together with years that are out of range.
        }
        add(
                ProblemCode.BAD_INSTANT,
                "/openedAt",
                node.stringValue(),
                "This must be a date, a time and an offset from UTC, such as 2026-03-06T16:30:00+01:00.");
        return OffsetDateTime.MIN;
    }

    /** The attributes that tables ask for, by name. Others are checked too, but can make no difference. */
    private Map<String, Object> attributes(@Nullable JsonNode attributes) {
        if (attributes == null || attributes.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> wanted = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : attributes.properties()) {
            JsonNode node = entry.getValue();
            String pointer = "/attributes/" + escaped(entry.getKey());
            if (!node.isNull() && !node.isString() && !node.isNumber() && !node.isBoolean()) {
                wrongType(pointer, node, "text, a number, true or false");
            } else if (!node.isNull() && vocabulary.attributes().containsKey(entry.getKey())) {
                wanted.put(
                        entry.getKey(),
                        wanted(node, pointer, vocabulary.attributes().get(entry.getKey())));
            }
        }
        return wanted;
    }

    private Object wanted(JsonNode node, String pointer, Attribute attribute) {
        CellType sent = node.isString() ? CellType.TEXT : node.isNumber() ? CellType.NUMBER : CellType.FLAG;
        if (!attribute.types().contains(sent)) {
            String types = attribute.types().stream().map(CellType::words).collect(Collectors.joining(" or "));
            add(
                    ProblemCode.WRONG_ATTRIBUTE_TYPE,
                    pointer,
                    plain(node),
                    "Tables compare this attribute with " + types + ".");
        }
        return switch (sent) {
            case TEXT -> attribute.spelling(node.stringValue());
            case NUMBER -> node.doubleValue();
            default -> node.booleanValue();
        };
    }

    private void refuseUnknown(JsonNode object, String pointer, List<String> known) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!known.contains(entry.getKey())) {
                String nearest = new Names(known).nearest(entry.getKey()).orElseThrow();
                errors.add(new FieldProblem(
                        ProblemCode.UNKNOWN_FIELD,
                        base + pointer + "/" + escaped(entry.getKey()),
                        plain(entry.getValue()),
                        "There is no such field. The nearest is “" + nearest + "”.",
                        nearest,
                        known));
            }
        }
    }

    private void wrongType(String pointer, JsonNode node, String right) {
        add(ProblemCode.WRONG_TYPE, pointer, plain(node), "This must be " + right + ".");
    }

    private void add(ProblemCode code, String pointer, @Nullable Object value, String detail) {
        errors.add(new FieldProblem(code, base + pointer, value, detail));
    }

    private static boolean isAbsent(@Nullable JsonNode node) {
        return node == null || node.isNull();
    }

    /** What to quote of a value: the whole of a simple one, and no more than the kind of another. */
    private static @Nullable Object plain(JsonNode node) {
        return node.isValueNode() ? node : node.isArray() ? "[…]" : "{…}";
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
