package support.entitlement.web;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import support.entitlement.customer.Contract;
import support.entitlement.customer.CustomerPolicy;
import support.entitlement.customer.UnusableContractException;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.table.CellType;
import support.entitlement.table.Names;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.Vocabulary.Attribute;
import support.entitlement.text.InstantText;
import support.entitlement.text.NormalForm;
import tools.jackson.databind.JsonNode;

/**
 * Turns one request into a query in the tables' spelling. Every field that is wrong is reported, not only the first.
 *
 * <p>An instance reads one request and is then of no more use.
 */
final class QueryReader {

    static final int MOST_ATTRIBUTES = 1_000;
    static final String CUSTOMER = "customer";

    private static final Names FIELDS = EvaluationRequest.fieldsOf(EvaluationRequest.class);
    private static final Names IMPACT = EvaluationRequest.fieldsOf(EvaluationRequest.Impact.class);

    private final Policy policy;
    private final Vocabulary vocabulary;
    private final @Nullable ContractLookup contracts;
    private final Clock clock;
    private final FieldReader fields;

    private QueryReader(Policy policy, @Nullable ContractLookup contracts, Clock clock, String base) {
        this.policy = policy;
        this.vocabulary = policy.vocabulary();
        this.contracts = contracts;
        this.clock = clock;
        this.fields = new FieldReader(base);
    }

    /**
     * Reads a request.
     *
     * @param base the pointer to {@code request} in the body, empty if it is the whole body
     * @param contracts where the contracts of customers are looked up
     * @throws DatabaseUnavailableException if a contract must be looked up and cannot be
     * @throws UnusableContractException if it names a plan that the policy does not know
     */
    static Reading read(JsonNode request, String base, Policy policy, ContractLookup contracts, Clock clock) {
        return new QueryReader(policy, contracts, clock, base).read(request);
    }

    /** Who asks: their plan, and the policy as it holds for them. What is wrong is to be looked at first. */
    record Asker(@Nullable String plan, CustomerPolicy policy, List<FieldProblem> errors) {}

    /** Reads only who asks, by plan or by customer. It throws what {@link #read} throws. */
    static Asker readAsker(JsonNode request, Policy policy, ContractLookup contracts, Clock clock) {
        QueryReader reader = new QueryReader(policy, contracts, clock, "");
        CustomerPolicy answering = reader.answering(request, OffsetDateTime.now(clock));
        String plan = reader.plan(request, answering);
        return new Asker(plan, answering, reader.fields.errors());
    }

    /** What is wrong with a part of a request, in which required fields may be missing. */
    static List<FieldProblem> errorsInPart(JsonNode part, String base, Policy policy, Clock clock) {
        return new QueryReader(policy, null, clock, base).read(part) instanceof Reading.Rejected rejected
                ? rejected.errors()
                : List.of();
    }

    private Reading read(JsonNode request) {
        if (!request.isObject()) {
            fields.wrongType("", request, "an object such as {\"plan\": …, \"issueType\": …}");
            return new Reading.Rejected(fields.errors());
        }
        fields.refuseUnknown(request, "", FIELDS);
        OffsetDateTime openedAt = instant(request.get("openedAt"));
        CustomerPolicy answering = answering(request, openedAt);
        String plan = plan(request, answering);
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
        BigDecimal used = used(request.get("used"), answering);
        Map<String, Object> attributes = attributes(fields.object(request, "attributes"));
        return fields.errors().isEmpty()
                ? new Reading.Accepted(
                        new Query(plan, issueType, productionUse, workaround, slaCategory, channel, attributes),
                        answering,
                        openedAt,
                        FieldReader.isAbsent(request.get("openedAt"))
                                ? openedAt.truncatedTo(ChronoUnit.SECONDS)
                                : openedAt,
                        used)
                : new Reading.Rejected(fields.errors());
    }

    /** The policy in force, with the terms of the customer's contract if there is one. */
    private CustomerPolicy answering(JsonNode request, OffsetDateTime openedAt) {
        String customer = customer(request.get(CUSTOMER));
        if (customer == null || contracts == null || openedAt.equals(OffsetDateTime.MIN)) {
            return CustomerPolicy.published(policy);
        }
        JsonNode asOf = request.get(AskedPolicy.FIELD);
        Instant then = FieldReader.isAbsent(asOf)
                ? null
                : InstantText.parse(asOf.stringValue()).toInstant();
        Instant at = then != null && FieldReader.isAbsent(request.get("openedAt")) ? then : openedAt.toInstant();
        Contract contract = contracts.inForce(customer, at, then).orElse(null);
        if (contract == null && FieldReader.isAbsent(request.get("plan"))) {
            fields.add(
                    ProblemCode.UNKNOWN_CUSTOMER,
                    "/" + CUSTOMER,
                    Quote.of(customer),
                    "No contract with this customer is in force at " + at + ". Store one, or send “plan”, too.");
        }
        return contract == null ? CustomerPolicy.published(policy) : CustomerPolicy.of(policy, contract, at);
    }

    private @Nullable String customer(@Nullable JsonNode node) {
        if (FieldReader.isAbsent(node)) {
            return null;
        }
        if (!node.isString()
                || NormalForm.of(node.stringValue()).isEmpty()
                || !FieldReader.isStorable(node.stringValue())) {
            fields.wrongType("/" + CUSTOMER, node, "the id of a customer");
            return null;
        }
        return NormalForm.of(node.stringValue());
    }

    private @Nullable String plan(JsonNode request, CustomerPolicy answering) {
        JsonNode sent = request.get("plan");
        if (answering.contract() == null) {
            boolean known = !FieldReader.isAbsent(request.get(CUSTOMER));
            return known && FieldReader.isAbsent(sent)
                    ? null
                    : required(request, "plan", vocabulary.plans(), ProblemCode.UNKNOWN_PLAN);
        }
        String signed = answering.plan();
        String plan = fields.name(sent, "/plan", vocabulary.plans(), ProblemCode.UNKNOWN_PLAN);
        if (plan != null && !plan.equals(signed)) {
            fields.add(
                    ProblemCode.PLAN_MISMATCH,
                    "/plan",
                    plan,
                    "By the contract in force this customer has bought “" + signed + "”. Send that, or no plan.");
        }
        return signed;
    }

    private @Nullable BigDecimal used(@Nullable JsonNode node, CustomerPolicy answering) {
        if (answering.contract() != null && !FieldReader.isAbsent(node)) {
            fields.add(
                    ProblemCode.UNKNOWN_FIELD,
                    "/used",
                    Quote.of(node),
                    "What a customer with a contract has used is counted here. Leave this out.");
        }
        return fields.amount(node, "/used");
    }

    private @Nullable String required(JsonNode request, String field, Names known, ProblemCode unknown) {
        if (contracts != null && FieldReader.isAbsent(request.get(field))) {
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
            Attribute attribute = vocabulary.attribute(entry.getKey()).orElse(null);
            String pointer = Pointer.to("/attributes", entry.getKey());
            if (!node.isNull() && !node.isString() && !node.isNumber() && !node.isBoolean()) {
                fields.wrongType(pointer, node, "text, a number, true or false");
            } else if (!node.isNull() && attribute != null) {
                wanted(node, pointer, attribute).ifPresent(value -> put(attribute.name(), value, pointer, wanted));
            }
        }
        return wanted;
    }

    private void put(String name, Object value, String pointer, Map<String, Object> wanted) {
        if (wanted.put(name, value) != null) {
            fields.add(
                    ProblemCode.MALFORMED_REQUEST,
                    pointer,
                    value,
                    "“" + Quote.of(name) + "” is the same attribute. Send it once.");
        }
    }

    private Optional<Object> wanted(JsonNode node, String pointer, Attribute attribute) {
        CellType sent = node.isString() ? CellType.TEXT : node.isNumber() ? CellType.NUMBER : CellType.FLAG;
        if (!attribute.types().contains(sent)) {
            String types = attribute.types().stream().map(QueryReader::inJson).collect(Collectors.joining(" or "));
            return incomparable(node, pointer, "Tables compare this attribute with " + types + ".");
        }
        return switch (sent) {
            case TEXT -> Optional.of(attribute.spelling(node.stringValue()));
            case NUMBER -> number(node, pointer);
            default -> Optional.of(node.booleanValue());
        };
    }

    private static String inJson(CellType type) {
        return type == CellType.FLAG ? "true or false" : type.words();
    }

    private Optional<Object> number(JsonNode node, String pointer) {
        double number = node.doubleValue(Double.NaN);
        return Double.isFinite(number)
                ? Optional.of(number + 0.0) // -0 is 0, which comparisons of doubles would tell apart
                : incomparable(node, pointer, "This number is too large to be compared.");
    }

    private Optional<Object> incomparable(JsonNode node, String pointer, String detail) {
        fields.add(ProblemCode.WRONG_ATTRIBUTE_TYPE, pointer, Quote.of(node), detail);
        return Optional.empty();
    }
}
