package support.entitlement.web.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Contract;
import support.entitlement.contract.Term;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of a version of a customer's contract. {@link Contract} describes the members. */
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

    /** The members that the service sets and callers cannot choose. */
    static final List<String> SET_HERE = List.of(CUSTOMER, "version", "stored", "author", ENDED);

    /** Returns a body without the members that the service sets. */
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
