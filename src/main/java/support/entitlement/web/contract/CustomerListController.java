package support.entitlement.web.contract;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import support.entitlement.contract.Contract;
import support.entitlement.contract.Contracts;
import support.entitlement.security.Access;
import support.entitlement.security.RequiresAccess;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;
import support.entitlement.web.documentation.annotation.ApiParameter;
import support.entitlement.web.documentation.annotation.DocumentedAnswer;
import support.entitlement.web.documentation.annotation.DocumentedParameters;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.FieldReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.QueryParameters;
import support.entitlement.web.http.Quote;

/** Lists the customers who have contracts, so that people find one. */
@RestController
public class CustomerListController {

    private static final Names PARAMETERS = new Names(List.of("from", "after", "limit"));

    private final Contracts contracts;

    CustomerListController(Contracts contracts) {
        this.contracts = contracts;
    }

    /**
     * The JSON of a customer in the list.
     *
     * @param ended when the contract was ended; null if it was not
     */
    record ListedCustomer(
            String customer,
            String plan,
            String zone,
            LocalDate validFrom,
            @Nullable LocalDate validUntil,
            @Nullable Instant ended) {

        static ListedCustomer of(Contract contract) {
            return new ListedCustomer(
                    contract.customer(),
                    contract.agreement().plan(),
                    contract.agreement().zone().getId(),
                    contract.agreement().validFrom(),
                    contract.agreement().validUntil(),
                    contract.ended());
        }
    }

    /**
     * A page of customers in the order of their ids.
     *
     * @param next the value of {@code after} for the next page; null if there are no further customers
     */
    record CustomerPage(
            List<ListedCustomer> customers, @Nullable String next) {}

    @Operation(summary = "The customers who have contracts, in the order of their ids")
    @DocumentedParameters({ApiParameter.FROM_CUSTOMER, ApiParameter.AFTER, ApiParameter.LIMIT})
    @DocumentedAnswer(
            says = "A page of them, each with its contract as it was stored last, and where the next one begins")
    @RequiresAccess(Access.CONTRACTS)
    @GetMapping(path = "/v1/customers", produces = MediaType.APPLICATION_JSON_VALUE)
    CustomerPage listCustomers(@RequestParam MultiValueMap<String, String> parameters) {
        List<FieldProblem> errors = QueryParameters.errorsIn(parameters, PARAMETERS);
        int limit = (int) QueryParameters.readNumber(
                parameters, "limit", QueryParameters.DEFAULT_PAGE_SIZE, QueryParameters.MAX_PAGE_SIZE, errors);
        refuseUnstorable(parameters, "from", errors);
        refuseUnstorable(parameters, "after", errors);
        ProblemException.throwIfAny(errors);
        String after = parameters.getFirst("after");
        String from = parameters.getFirst("from");
        List<Contract> found = after == null
                ? contracts.findFrom(from == null ? "" : NormalForm.of(from), true, limit + 1)
                : contracts.findFrom(NormalForm.of(after), false, limit + 1);
        List<Contract> shown = found.subList(0, Math.min(limit, found.size()));
        return new CustomerPage(
                shown.stream().map(ListedCustomer::of).toList(),
                found.size() > limit ? shown.get(limit - 1).customer() : null);
    }

    /** Adds an error if no database compares ids with this text, as with one that contains a NUL character. */
    private static void refuseUnstorable(
            MultiValueMap<String, String> parameters, String name, List<FieldProblem> errors) {
        String sent = parameters.getFirst(name);
        if (sent != null && !FieldReader.isStorable(sent)) {
            errors.add(new FieldProblem(
                    ProblemCode.WRONG_TYPE,
                    "/" + name,
                    Quote.of(sent),
                    "This must be the beginning of a customer's id, without control characters."));
        }
    }
}
