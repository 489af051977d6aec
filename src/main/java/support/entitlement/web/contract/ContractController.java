package support.entitlement.web.contract;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
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
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.IfMatch;
import support.entitlement.web.http.JsonBodyReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.Quote;
import support.entitlement.web.query.RequestPolicy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Stores customers' contracts. Contracts are confidential: reading them needs the same role as writing. */
@RestController
public class ContractController {

    private static final String CONTRACT = "/v1/customers/{id}/contract";

    private final Contracts contracts;
    private final RequestPolicy requested;
    private final JsonBodyReader bodies;
    private final JsonMapper json;

    ContractController(Contracts contracts, RequestPolicy requested, JsonBodyReader bodies, JsonMapper json) {
        this.contracts = contracts;
        this.requested = requested;
        this.bodies = bodies;
        this.json = json;
    }

    @Operation(summary = "A customer's contract as it was stored last")
    @DocumentedAnswer(says = "The contract, also if it has ended; its ETag is its version")
    @RequiresAccess(Access.CONTRACTS)
    @GetMapping(path = CONTRACT, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ContractResponse> findContract(@PathVariable String id) {
        Contract contract = contracts.findNewestForWriter(NormalForm.of(id)).orElseThrow(() -> unknownCustomer(id));
        return createResponse(HttpStatus.OK, contract);
    }

    @Operation(summary = "Every version of a customer's contract, newest first")
    @DocumentedAnswer(says = "The versions")
    @RequiresAccess(Access.CONTRACTS)
    @GetMapping(path = CONTRACT + "/history", produces = MediaType.APPLICATION_JSON_VALUE)
    ContractResponse.ContractHistory listContractVersions(@PathVariable String id) {
        String customer = NormalForm.of(id);
        List<ContractResponse> versions = contracts.findVersions(customer).stream()
                .map(ContractResponse::of)
                .toList();
        if (versions.isEmpty()) {
            throw unknownCustomer(id);
        }
        return new ContractResponse.ContractHistory(customer, versions);
    }

    @Operation(
            summary = "Stores a customer's contract",
            description = "Where there is a contract already, If-Match must name its version.")
    @DocumentedBody(ContractRequest.class)
    @DocumentedAnswer(status = 201, says = "The contract, for a customer who had none")
    @DocumentedAnswer(says = "The contract, which replaces the previous version")
    @DocumentedParameters(ApiParameter.IF_MATCH)
    @DocumentedProblems({412, 428})
    @RequiresAccess(Access.CONTRACTS)
    @PutMapping(
            path = CONTRACT,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ContractResponse> storeContract(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
            HttpServletRequest request,
            Principal caller)
            throws IOException {
        FieldReader fields = new FieldReader("");
        String customer = CustomerId.readId(JsonNodeFactory.instance.stringNode(id), fields);
        if (customer == null) {
            throw new ProblemException(fields.errors().stream()
                    .map(error -> error.atPointer("/id"))
                    .toList());
        }
        JsonNode body = bodies.readBody(request);
        Policy policy = requested.readPolicy();
        ContractReader reader = new ContractReader("", policy, new PublishedTimes(policy));
        Agreement agreement = reader.readAgreement(ContractResponse.withoutWhatIsSetHere(body));
        if (agreement == null) {
            throw new ProblemException(reader.errors());
        }
        Contract before = contracts.findNewestForWriter(customer).orElse(null);
        refuseLostUpdate(before, seen);
        refuseOtherThanSetHere(body, customer, before, fields);
        ProblemException.throwIfAny(fields.errors());
        if (isThere(before) && before.agreement().equals(agreement)) {
            return createResponse(HttpStatus.OK, before);
        }
        HttpStatus status = isThere(before) ? HttpStatus.OK : HttpStatus.CREATED;
        Contract stored = contracts
                .storeVersion(customer, before == null ? 0 : before.version(), caller.getName(), agreement)
                .orElseThrow(() -> changedSince(customer));
        return createResponse(status, stored);
    }

    @Operation(
            summary = "Ends a customer's contract now, and keeps its history",
            description = "If-Match must name its version.")
    @DocumentedAnswer(says = "The contract, which has ended")
    @DocumentedParameters(ApiParameter.IF_MATCH)
    @DocumentedProblems({412, 428})
    @RequiresAccess(Access.CONTRACTS)
    @DeleteMapping(path = CONTRACT, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ContractResponse> endContract(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
            Principal caller) {
        Contract before = contracts.findNewestForWriter(NormalForm.of(id)).orElse(null);
        if (!isThere(before)) {
            throw unknownCustomer(id);
        }
        refuseLostUpdate(before, seen);
        Contract ended =
                contracts.endContract(before, caller.getName()).orElseThrow(() -> changedSince(before.customer()));
        return createResponse(HttpStatus.OK, ended);
    }

    /** Refuses to replace a contract that the caller has not seen. */
    private static void refuseLostUpdate(@Nullable Contract before, @Nullable String seen) {
        if (seen == null && isThere(before)) {
            throw new ProblemException(
                    ProblemCode.PRECONDITION_REQUIRED,
                    "There is a contract already, by " + before.author() + ". Read it, and send its ETag as If-Match: "
                            + entityTag(before) + ".");
        }
        if (seen != null && !IfMatch.isWellFormed(seen)) {
            throw new ProblemException(new FieldProblem(
                    ProblemCode.MALFORMED_REQUEST,
                    "/" + HttpHeaders.IF_MATCH,
                    Quote.of(seen),
                    "An entity tag stands in double quotes, and they are missing here. Send If-Match: "
                            + (before == null ? "\"1\"" : entityTag(before))
                            + ", if that is the version that you have read."));
        }
        if (seen != null && (before == null || !IfMatch.matches(seen, entityTag(before)))) {
            throw new ProblemException(
                    ProblemCode.PRECONDITION_FAILED,
                    before == null
                            ? "There is no contract yet. Send it without If-Match."
                            : "Version " + before.version() + " by " + before.author()
                                    + " is stored since you looked. Read it, and send your change again with If-Match: "
                                    + entityTag(before) + ".");
        }
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

    private ProblemException changedSince(String id) {
        return new ProblemException(
                ProblemCode.PRECONDITION_FAILED,
                "Somebody stored version "
                        + contracts
                                .findNewestForWriter(id)
                                .map(Contract::version)
                                .orElse(0L)
                        + " at the same time. Read it, and send your change again.");
    }

    private static boolean isThere(@Nullable Contract contract) {
        return contract != null && contract.ended() == null;
    }

    private static ETag entityTag(Contract contract) {
        return new ETag(String.valueOf(contract.version()), false);
    }

    private static ResponseEntity<ContractResponse> createResponse(HttpStatus status, Contract contract) {
        return ResponseEntity.status(status)
                .eTag(entityTag(contract).formattedTag())
                .body(ContractResponse.of(contract));
    }

    /** Answers that no contract is known, or none is in force. */
    private static ProblemException unknownCustomer(String id) {
        return new ProblemException(new FieldProblem(
                ProblemCode.UNKNOWN_CUSTOMER,
                "/id",
                Quote.of(id),
                "There is no contract with “" + Quote.of(id) + "”. PUT one at /v1/customers/{id}/contract."));
    }
}
