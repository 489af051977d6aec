package support.entitlement.web.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Contract;
import support.entitlement.contract.Term;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A version of a customer's contract as callers read it. {@link Contract} says what each member means. */
record ContractResponse(
        String customer,
        long version,
        Instant stored,
        String author,
        @Nullable Instant ended,
        String plan,
        String zone,
        LocalDate validFrom,
        @Nullable LocalDate validUntil,
        List<Term> terms) {

    static final String CUSTOMER = "customer";
    static final String ENDED = "ended";

    /** The members that are not for those who store a contract to choose. */
    static final List<String> SET_HERE = List.of(CUSTOMER, "version", "stored", "author", ENDED);

    /** Returns what of a body is the contract itself. */
    static JsonNode withoutWhatIsSetHere(JsonNode body) {
        return body instanceof ObjectNode object ? object.deepCopy().remove(SET_HERE) : body;
    }

    static ContractResponse of(Contract contract) {
        return new ContractResponse(
                contract.customer(),
                contract.version(),
                contract.stored(),
                contract.author(),
                contract.ended(),
                contract.agreement().plan(),
                contract.agreement().zone().getId(),
                contract.agreement().validFrom(),
                contract.agreement().validUntil(),
                contract.agreement().terms());
    }

    /** Every version, newest first. */
    record ContractHistory(String customer, List<ContractResponse> versions) {}
}
