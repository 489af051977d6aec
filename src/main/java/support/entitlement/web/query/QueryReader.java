package support.entitlement.web.query;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Contract;
import support.entitlement.contract.terms.CustomerPolicy;
import support.entitlement.contract.terms.UnusableContractException;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.query.QueryAssembler;
import support.entitlement.table.FactField;
import support.entitlement.text.InstantText;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
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
    public static final String OPENED_AT = "openedAt";

    private static final Names FIELDS = EvaluationRequest.fieldsOf(EvaluationRequest.class);
    private static final String PLAN = FactField.PLAN.toString();

    private final Policy policy;
    private final @Nullable ContractLookup contracts;
    private final Clock clock;
    private final FieldReader fields;
    private final QueryAssembler query;
    private final QueryFieldReader values;

    private QueryReader(Policy policy, @Nullable ContractLookup contracts, Clock clock, String base) {
        this.policy = policy;
        this.contracts = contracts;
        this.clock = clock;
        this.fields = new FieldReader(base);
        this.query = new QueryAssembler(policy.vocabulary());
        this.values = new QueryFieldReader(query, fields);
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

    /**
     * Whoever asks, and the policy as it applies to the customer. Check the errors before the rest.
     *
     * @param query the plan, and the attributes that follow from the contract
     */
    public record Requester(Query query, CustomerPolicy policy, List<FieldProblem> errors) {}

    /**
     * Reads only the plan or the customer of a request, and the opening that chooses the contract. Throws the exceptions
     * of {@link #readQuery}.
     */
    public static Requester readRequester(JsonNode request, Policy policy, ContractLookup contracts, Clock clock) {
        QueryReader reader = new QueryReader(policy, contracts, clock, "");
        CustomerPolicy answering = reader.findAnsweringPolicy(request, reader.readOpening(request.get(OPENED_AT)));
        reader.readPlan(request, answering);
        reader.setZoneOfContract(answering);
        return new Requester(reader.query.assembleQuery(), answering, reader.fields.errors());
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
        OffsetDateTime openedAt = readOpening(request.get(OPENED_AT));
        CustomerPolicy answering = findAnsweringPolicy(request, openedAt);
        readPlan(request, answering);
        readRequired(request, FactField.ISSUE_TYPE);
        values.readImpactOrCategory(request);
        values.readName(request, FactField.CHANNEL);
        BigDecimal used = readUsedAmount(request.get("used"), answering);
        values.readAttributes(request);
        setZoneOfContract(answering);
        if (!fields.errors().isEmpty()) {
            return new ParsedQuery.InvalidQuery(fields.errors());
        }
        OffsetDateTime countedFrom =
                FieldReader.isAbsent(request.get(OPENED_AT)) ? openedAt.truncatedTo(ChronoUnit.SECONDS) : openedAt;
        return new ParsedQuery.ValidQuery(
                policy.openAt(query.assembleQuery(), countedFrom.toInstant()), answering, openedAt, countedFrom, used);
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
        Instant at = then != null && FieldReader.isAbsent(request.get(OPENED_AT)) ? then : openedAt.toInstant();
        Contract contract = contracts.inForce(customer, at, then).orElse(null);
        if (contract == null && FieldReader.isAbsent(request.get(PLAN))) {
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

    private void readPlan(JsonNode request, CustomerPolicy answering) {
        boolean isSent = !FieldReader.isAbsent(request.get(PLAN));
        if (answering.contract() == null) {
            if (isSent || FieldReader.isAbsent(request.get(CUSTOMER))) {
                readRequired(request, FactField.PLAN);
            }
            return;
        }
        String signed = answering.contractPlan();
        values.readName(request, FactField.PLAN);
        String plan = query.nameOf(FactField.PLAN);
        if (plan != null && !plan.equals(signed)) {
            fields.addProblem(
                    ProblemCode.PLAN_MISMATCH,
                    "/" + PLAN,
                    plan,
                    "By the contract in force this customer has bought “" + signed + "”. Send that, or no plan.");
        }
        query.setKnownName(FactField.PLAN, signed);
    }

    /** Sets the attributes that name zones of calendars to the zone of the contract, unless they were sent. */
    private void setZoneOfContract(CustomerPolicy answering) {
        if (answering.contract() != null) {
            String zone = answering.contract().agreement().zone().getId();
            policy.calendars().zoneAttributes().forEach(attribute -> query.setDefaultText(attribute, zone));
        }
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

    private void readRequired(JsonNode request, FactField field) {
        if (contracts != null && FieldReader.isAbsent(request.get(field.toString()))) {
            fields.addMissingField(field.toString(), policy.vocabulary().namesOf(field));
        } else {
            values.readName(request, field);
        }
    }

    private OffsetDateTime readOpening(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return OffsetDateTime.now(clock);
        }
        OffsetDateTime instant = fields.readInstant(node, "/" + OPENED_AT);
        return instant == null ? OffsetDateTime.MIN : instant;
    }
}
