package support.entitlement.web.query;

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
import support.entitlement.contract.Contract;
import support.entitlement.contract.terms.CustomerPolicy;
import support.entitlement.contract.terms.UnusableContractException;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.table.CellType;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.Vocabulary.Attribute;
import support.entitlement.text.InstantText;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.Pointer;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.Quote;
import tools.jackson.databind.JsonNode;

/**
 * Parses one request into a query in the tables' spelling. Every wrong field is reported, not only the first.
 *
 * <p>Single use.
 */
public final class QueryReader {

    public static final int MAX_ATTRIBUTES = 1_000;
    public static final String CUSTOMER = "customer";

    private static final Names FIELDS = EvaluationRequest.fieldsOf(EvaluationRequest.class);
    private static final Names IMPACT = EvaluationRequest.fieldsOf(EvaluationRequest.EvaluationImpact.class);

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
     * @param base the JSON pointer to {@code request} in the body; empty if it is the whole body
     * @param contracts finds the contracts of customers
     * @throws DatabaseUnavailableException if a contract must be looked up while the database cannot be reached
     * @throws UnusableContractException if the contract names a plan that the policy does not know
     */
    public static ParsedQuery readQuery(
            JsonNode request, String base, Policy policy, ContractLookup contracts, Clock clock) {
        return new QueryReader(policy, contracts, clock, base).readQuery(request);
    }

    /** The plan of a request, and the policy as it applies to the customer. Check the errors before the rest. */
    public record Requester(@Nullable String plan, CustomerPolicy policy, List<FieldProblem> errors) {}

    /** Reads only the plan or the customer of a request. Throws the exceptions of {@link #readQuery}. */
    public static Requester readRequester(JsonNode request, Policy policy, ContractLookup contracts, Clock clock) {
        QueryReader reader = new QueryReader(policy, contracts, clock, "");
        CustomerPolicy answering = reader.findAnsweringPolicy(request, OffsetDateTime.now(clock));
        String plan = reader.readPlan(request, answering);
        return new Requester(plan, answering, reader.fields.errors());
    }

    /** Returns the errors in a part of a request, in which required fields may be missing. */
    public static List<FieldProblem> errorsInPart(JsonNode part, String base, Policy policy, Clock clock) {
        return new QueryReader(policy, null, clock, base).readQuery(part) instanceof ParsedQuery.InvalidQuery rejected
                ? rejected.errors()
                : List.of();
    }

    private ParsedQuery readQuery(JsonNode request) {
        if (!request.isObject()) {
            fields.addWrongType("", request, "an object such as {\"plan\": …, \"issueType\": …}");
            return new ParsedQuery.InvalidQuery(fields.errors());
        }
        fields.refuseUnknown(request, "", FIELDS);
        OffsetDateTime openedAt = readOpening(request.get("openedAt"));
        CustomerPolicy answering = findAnsweringPolicy(request, openedAt);
        String plan = readPlan(request, answering);
        String issueType = readRequired(request, "issueType", vocabulary.issueTypes(), ProblemCode.UNKNOWN_ISSUE_TYPE);
        JsonNode impact = fields.readObject(request, "impact");
        String productionUse = null;
        Boolean workaround = null;
        if (impact != null) {
            fields.refuseUnknown(impact, "/impact", IMPACT);
            productionUse = fields.readName(
                    impact.get("productionUse"),
                    "/impact/productionUse",
                    vocabulary.productionUses(),
                    ProblemCode.UNKNOWN_PRODUCTION_USE);
            workaround = fields.readFlag(impact.get("workaround"), "/impact/workaround");
        }
        String slaCategory = fields.readName(
                request.get("slaCategory"),
                "/slaCategory",
                vocabulary.slaCategories(),
                ProblemCode.UNKNOWN_SLA_CATEGORY);
        if (slaCategory != null && (productionUse != null || workaround != null)) {
            fields.addProblem(
                    ProblemCode.IMPACT_AND_CATEGORY,
                    "/slaCategory",
                    slaCategory,
                    "Send either slaCategory or the impact (productionUse, workaround).");
        }
        String channel =
                fields.readName(request.get("channel"), "/channel", vocabulary.channels(), ProblemCode.UNKNOWN_CHANNEL);
        BigDecimal used = readUsedAmount(request.get("used"), answering);
        Map<String, Object> attributes = readAttributes(fields.readObject(request, "attributes"));
        return fields.errors().isEmpty()
                ? new ParsedQuery.ValidQuery(
                        new Query(plan, issueType, productionUse, workaround, slaCategory, channel, attributes),
                        answering,
                        openedAt,
                        FieldReader.isAbsent(request.get("openedAt"))
                                ? openedAt.truncatedTo(ChronoUnit.SECONDS)
                                : openedAt,
                        used)
                : new ParsedQuery.InvalidQuery(fields.errors());
    }

    /** Returns the policy in force, with the terms of the customer's contract if there is one. */
    private CustomerPolicy findAnsweringPolicy(JsonNode request, OffsetDateTime openedAt) {
        String customer = readCustomer(request.get(CUSTOMER));
        if (customer == null || contracts == null || openedAt.equals(OffsetDateTime.MIN)) {
            return CustomerPolicy.ofPublished(policy);
        }
        JsonNode asOf = request.get(PolicyResolver.FIELD);
        Instant then = FieldReader.isAbsent(asOf)
                ? null
                : InstantText.parse(asOf.stringValue()).toInstant();
        Instant at = then != null && FieldReader.isAbsent(request.get("openedAt")) ? then : openedAt.toInstant();
        Contract contract = contracts.inForce(customer, at, then).orElse(null);
        if (contract == null && FieldReader.isAbsent(request.get("plan"))) {
            fields.addProblem(
                    ProblemCode.UNKNOWN_CUSTOMER,
                    "/" + CUSTOMER,
                    Quote.of(customer),
                    "No contract with this customer is in force at " + at + ". Store one, or send “plan”, too.");
        }
        return contract == null ? CustomerPolicy.ofPublished(policy) : CustomerPolicy.ofContract(policy, contract, at);
    }

    private @Nullable String readCustomer(@Nullable JsonNode node) {
        if (FieldReader.isAbsent(node)) {
            return null;
        }
        if (!node.isString()
                || NormalForm.of(node.stringValue()).isEmpty()
                || !FieldReader.isStorable(node.stringValue())) {
            fields.addWrongType("/" + CUSTOMER, node, "the id of a customer");
            return null;
        }
        return NormalForm.of(node.stringValue());
    }

    private @Nullable String readPlan(JsonNode request, CustomerPolicy answering) {
        JsonNode sent = request.get("plan");
        if (answering.contract() == null) {
            boolean known = !FieldReader.isAbsent(request.get(CUSTOMER));
            return known && FieldReader.isAbsent(sent)
                    ? null
                    : readRequired(request, "plan", vocabulary.plans(), ProblemCode.UNKNOWN_PLAN);
        }
        String signed = answering.contractPlan();
        String plan = fields.readName(sent, "/plan", vocabulary.plans(), ProblemCode.UNKNOWN_PLAN);
        if (plan != null && !plan.equals(signed)) {
            fields.addProblem(
                    ProblemCode.PLAN_MISMATCH,
                    "/plan",
                    plan,
                    "By the contract in force this customer has bought “" + signed + "”. Send that, or no plan.");
        }
        return signed;
    }

    private @Nullable BigDecimal readUsedAmount(@Nullable JsonNode node, CustomerPolicy answering) {
        if (answering.contract() != null && !FieldReader.isAbsent(node)) {
            fields.addProblem(
                    ProblemCode.UNKNOWN_FIELD,
                    "/used",
                    Quote.of(node),
                    "What a customer with a contract has used is counted here. Leave this out.");
        }
        return fields.readAmount(node, "/used");
    }

    private @Nullable String readRequired(JsonNode request, String field, Names known, ProblemCode unknown) {
        if (contracts != null && FieldReader.isAbsent(request.get(field))) {
            fields.addMissingField(field, known);
            return null;
        }
        return fields.readName(request.get(field), "/" + field, known, unknown);
    }

    private OffsetDateTime readOpening(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return OffsetDateTime.now(clock);
        }
        OffsetDateTime instant = fields.readInstant(node, "/openedAt");
        return instant == null ? OffsetDateTime.MIN : instant;
    }

    /** Reads the attributes that tables ask for, by name. Others are checked too, but affect no answer. */
    private Map<String, Object> readAttributes(@Nullable JsonNode attributes) {
        if (attributes == null || attributes.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> wanted = new HashMap<>();
        if (attributes.size() > MAX_ATTRIBUTES) {
            fields.addProblem(
                    ProblemCode.TOO_MANY_ATTRIBUTES,
                    "/attributes",
                    attributes.size(),
                    "At most " + MAX_ATTRIBUTES + " are looked at; send those that tables ask for.");
            return wanted;
        }
        for (Map.Entry<String, JsonNode> entry : attributes.properties()) {
            if (fields.isFull()) {
                break;
            }
            JsonNode node = entry.getValue();
            Attribute attribute = vocabulary.findAttribute(entry.getKey()).orElse(null);
            String pointer = Pointer.toMember("/attributes", entry.getKey());
            if (!node.isNull() && !node.isString() && !node.isNumber() && !node.isBoolean()) {
                fields.addWrongType(pointer, node, "text, a number, true or false");
            } else if (!node.isNull() && attribute != null) {
                readAttribute(node, pointer, attribute)
                        .ifPresent(value -> putAttribute(attribute.name(), value, pointer, wanted));
            }
        }
        return wanted;
    }

    private void putAttribute(String name, Object value, String pointer, Map<String, Object> wanted) {
        if (wanted.put(name, value) != null) {
            fields.addProblem(
                    ProblemCode.MALFORMED_REQUEST,
                    pointer,
                    value,
                    "“" + Quote.of(name) + "” is the same attribute. Send it once.");
        }
    }

    private Optional<Object> readAttribute(JsonNode node, String pointer, Attribute attribute) {
        CellType sent = node.isString() ? CellType.TEXT : node.isNumber() ? CellType.NUMBER : CellType.FLAG;
        if (!attribute.types().contains(sent)) {
            String types = attribute.types().stream().map(QueryReader::inJson).collect(Collectors.joining(" or "));
            return refuseIncomparable(node, pointer, "Tables compare this attribute with " + types + ".");
        }
        return switch (sent) {
            case TEXT -> Optional.of(attribute.knownSpelling(node.stringValue()));
            case NUMBER -> readNumber(node, pointer);
            default -> Optional.of(node.booleanValue());
        };
    }

    private static String inJson(CellType type) {
        return type == CellType.FLAG ? "true or false" : type.describeContent();
    }

    private Optional<Object> readNumber(JsonNode node, String pointer) {
        double number = node.doubleValue(Double.NaN);
        return Double.isFinite(number)
                ? Optional.of(number + 0.0) // Turns -0 into 0, which comparisons of doubles tell apart
                : refuseIncomparable(node, pointer, "This number is too large to be compared.");
    }

    private Optional<Object> refuseIncomparable(JsonNode node, String pointer, String detail) {
        fields.addProblem(ProblemCode.WRONG_ATTRIBUTE_TYPE, pointer, Quote.of(node), detail);
        return Optional.empty();
    }
}
