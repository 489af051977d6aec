package support.entitlement.web.query;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.terms.CustomerPolicy;
import support.entitlement.decision.Query;
import support.entitlement.web.http.FieldProblem;

/** The result of reading a request: a query that can be answered, or the errors in its fields. */
public sealed interface ParsedQuery {

    /**
     * A query that can be answered.
     *
     * @param policy the policy that answers it, including the terms of the customer's contract if there is one
     * @param openedAt when the issue was opened
     * @param countedFrom the instant from which due times are counted: the opening, to the second if the caller did not
     *     send it
     * @param used how much of an allowance was used; null if not sent
     */
    record ValidQuery(
            Query query,
            CustomerPolicy policy,
            OffsetDateTime openedAt,
            OffsetDateTime countedFrom,
            @Nullable BigDecimal used)
            implements ParsedQuery {}

    /** A query with an error for each wrong field. */
    record InvalidQuery(List<FieldProblem> errors) implements ParsedQuery {}
}
