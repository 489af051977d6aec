package support.entitlement.web.contract;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.contract.Agreement;
import support.entitlement.contract.Contract;
import support.entitlement.contract.Contracts;
import support.entitlement.policy.Policy;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.text.NormalForm;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedBody;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.documentation.annotation.DocumentedProblems;
import support.entitlement.web.evaluation.EvaluationService;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.IfMatch;
import support.entitlement.web.http.MalformedJson;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemResponse;
import support.entitlement.web.http.Quote;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Stores customers' contracts. Contracts are confidential: reading them needs the same role as writing. */
@RestController
public class ContractController {

    private static final String CONTRACT = "/v1/customers/{id}/contract";
    private static final int MAX_ID_LENGTH = 200;
    private static final String NO_PATH_HAS = "/\\;%";

    private final Contracts contracts;
    private final EvaluationService evaluations;
    private final JsonMapper json;

    ContractController(Contracts contracts, EvaluationService evaluations, JsonMapper json) {
        this.contracts = contracts;
        this.evaluations = evaluations;
        this.json = json;
    }

    @Operation(summary = "A customer's contract as it was stored last")
    @DocumentedAnswer(
            value = ContractResponse.class,
            says = "The contract, also if it has ended; its ETag is its version")
    @RequiresAccess(Access.CONTRACTS)
    @GetMapping(path = CONTRACT, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> findContract(@PathVariable String id) {
        return contracts
                .findNewest(NormalForm.of(id))
                .map(contract -> createResponse(HttpStatus.OK, contract))
                .orElseGet(() -> unknownCustomer(id));
    }

    @Operation(summary = "Every version of a customer's contract, newest first")
    @DocumentedAnswer(value = ContractResponse.ContractHistory.class, says = "The versions")
    @RequiresAccess(Access.CONTRACTS)
    @GetMapping(path = CONTRACT + "/history", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> listContractVersions(@PathVariable String id) {
        String customer = NormalForm.of(id);
        List<ContractResponse> versions = contracts.findVersions(customer).stream()
                .map(ContractResponse::of)
                .toList();
        return versions.isEmpty()
                ? unknownCustomer(id)
                : ResponseEntity.ok(new ContractResponse.ContractHistory(customer, versions));
    }

    @Operation(
            summary = "Stores what was signed with a customer",
            description = "Where there is a contract already, If-Match must name its version.")
    @DocumentedBody(ContractRequest.class)
    @DocumentedAnswer(value = ContractResponse.class, status = 201, says = "The contract, for a customer who had none")
    @DocumentedAnswer(value = ContractResponse.class, says = "The contract in place of the one before")
    @DocumentedParameters(ApiParameter.IF_MATCH)
    @DocumentedProblems({412, 428})
    @RequiresAccess(Access.CONTRACTS)
    @PutMapping(
            path = CONTRACT,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> storeContract(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
            HttpServletRequest request,
            Principal caller)
            throws IOException {
        FieldReader fields = new FieldReader("");
        String customer = readCustomerId(JsonNodeFactory.instance.stringNode(id), fields);
        if (customer == null) {
            return ProblemResponse.of(fields.errors().stream()
                            .map(error -> error.atPointer("/id"))
                            .toList())
                    .toEntity();
        }
        JsonNode body;
        try {
            body = json.readTree(request.getInputStream());
        } catch (JacksonException e) {
            return ProblemResponse.of(ProblemCode.MALFORMED_JSON, MalformedJson.explain(e))
                    .toEntity();
        }
        Policy policy = evaluations.policyInForce();
        ContractReader reader = new ContractReader("", policy, new PublishedTimes(policy));
        Agreement agreement = reader.readAgreement(ContractResponse.withoutWhatIsSetHere(body));
        if (agreement == null) {
            return ProblemResponse.of(reader.errors()).toEntity();
        }
        Contract before = contracts.findNewest(customer).orElse(null);
        ProblemResponse lost = lostUpdate(before, seen);
        if (lost != null) {
            return lost.toEntity();
        }
        refuseOtherThanSetHere(body, customer, before, fields);
        if (!fields.errors().isEmpty()) {
            return ProblemResponse.of(fields.errors()).toEntity();
        }
        if (isThere(before) && before.agreement().equals(agreement)) {
            return createResponse(HttpStatus.OK, before);
        }
        HttpStatus status = isThere(before) ? HttpStatus.OK : HttpStatus.CREATED;
        return contracts
                .storeVersion(customer, before == null ? 0 : before.version(), caller.getName(), agreement)
                .map(contract -> createResponse(status, contract))
                .orElseGet(() -> changedSince(customer).toEntity());
    }

    @Operation(
            summary = "Ends a customer's contract now, and keeps its history",
            description = "If-Match must name its version.")
    @DocumentedAnswer(value = ContractResponse.class, says = "The contract, which has ended")
    @DocumentedParameters(ApiParameter.IF_MATCH)
    @DocumentedProblems({412, 428})
    @RequiresAccess(Access.CONTRACTS)
    @DeleteMapping(path = CONTRACT, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Object> endContract(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
            Principal caller) {
        Contract before = contracts.findNewest(NormalForm.of(id)).orElse(null);
        if (!isThere(before)) {
            return unknownCustomer(id);
        }
        ProblemResponse lost = lostUpdate(before, seen);
        return lost != null
                ? lost.toEntity()
                : contracts
                        .endContract(before, caller.getName())
                        .map(contract -> createResponse(HttpStatus.OK, contract))
                        .orElseGet(() -> changedSince(before.customer()).toEntity());
    }

    /** Reads a customer's id in normal form; it is case-sensitive. Returns null and adds an error if it is invalid. */
    static @Nullable String readCustomerId(@Nullable JsonNode node, FieldReader fields) {
        String id = node == null || !node.isString() ? "" : node.stringValue();
        String kept = NormalForm.of(id);
        boolean isOne = !NormalForm.key(id).isEmpty()
                && id.length() <= MAX_ID_LENGTH
                && kept.length() <= MAX_ID_LENGTH
                && FieldReader.isStorable(id)
                && id.equals(id.strip())
                && !id.equals(".")
                && !id.equals("..")
                && id.chars().noneMatch(sign -> Character.isISOControl(sign) || NO_PATH_HAS.indexOf(sign) >= 0);
        if (!isOne) {
            fields.addProblem(
                    node == null ? ProblemCode.MISSING_FIELD : ProblemCode.WRONG_TYPE,
                    "/customer",
                    node == null ? null : Quote.of(node),
                    "A customer's id has 1 to " + MAX_ID_LENGTH
                            + " characters, no blanks around them, and none that is invisible or one of / \\ ; %.");
            return null;
        }
        return kept;
    }

    /** Why nobody may write on top of a contract; null if they have seen it. */
    private static @Nullable ProblemResponse lostUpdate(@Nullable Contract before, @Nullable String seen) {
        if (seen == null && isThere(before)) {
            return ProblemResponse.of(
                    ProblemCode.PRECONDITION_REQUIRED,
                    "There is a contract already, by " + before.author() + ". Read it, and send its ETag as If-Match: "
                            + entityTag(before) + ".");
        }
        if (seen != null && !IfMatch.isWellFormed(seen)) {
            return ProblemResponse.of(List.of(new FieldProblem(
                    ProblemCode.MALFORMED_REQUEST,
                    "/" + HttpHeaders.IF_MATCH,
                    Quote.of(seen),
                    "An entity tag stands in double quotes, and they are missing here. Send If-Match: "
                            + (before == null ? "\"1\"" : entityTag(before))
                            + ", if that is the version that you have read.")));
        }
        boolean matches = seen == null || before != null && IfMatch.matches(seen, entityTag(before));
        return matches
                ? null
                : ProblemResponse.of(
                        ProblemCode.PRECONDITION_FAILED,
                        before == null
                                ? "There is no contract yet. Send it without If-Match."
                                : "Version " + before.version() + " by " + before.author()
                                        + " is stored since you looked. Read it, and send your change again with If-Match: "
                                        + entityTag(before) + ".");
    }

    /** Accepts members that the service sets itself only if they are sent back unchanged. */
    private void refuseOtherThanSetHere(JsonNode body, String customer, @Nullable Contract before, FieldReader fields) {
        ObjectNode there = before == null
                ? json.createObjectNode().put(ContractResponse.CUSTOMER, customer)
                : json.valueToTree(ContractResponse.of(before));
        for (String field : ContractResponse.SET_HERE) {
            JsonNode sent = body.get(field);
            boolean reopens = field.equals(ContractResponse.ENDED);
            if (!FieldReader.isAbsent(sent)
                    && (reopens || !sent.asString("").equals(there.path(field).asString("")))) {
                fields.addProblem(
                        ProblemCode.WRONG_TYPE,
                        "/" + field,
                        Quote.of(sent),
                        "The service sets this itself"
                                + (reopens || there.path(field).isMissingNode()
                                        ? ". Leave it out."
                                        : ", to " + there.path(field) + ". Send that, or leave it out."));
            }
        }
    }

    private ProblemResponse changedSince(String id) {
        return ProblemResponse.of(
                ProblemCode.PRECONDITION_FAILED,
                "Somebody stored version "
                        + contracts.findNewest(id).map(Contract::version).orElse(0L)
                        + " at the same time. Read it, and send your change again.");
    }

    private static boolean isThere(@Nullable Contract contract) {
        return contract != null && contract.ended() == null;
    }

    private static String entityTag(Contract contract) {
        return "\"" + contract.version() + "\"";
    }

    private static ResponseEntity<Object> createResponse(HttpStatus status, Contract contract) {
        return ResponseEntity.status(status).eTag(entityTag(contract)).body(ContractResponse.of(contract));
    }

    /** No contract is known, or none is in force. */
    static ResponseEntity<Object> unknownCustomer(String id) {
        return ProblemResponse.of(List.of(new FieldProblem(
                        ProblemCode.UNKNOWN_CUSTOMER,
                        "/id",
                        Quote.of(id),
                        "There is no contract with “" + Quote.of(id) + "”. PUT one at /v1/customers/{id}/contract.")))
                .toEntity();
    }
}
