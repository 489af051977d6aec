package support.entitlement.web.query;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.terms.CustomerPolicy;
import support.entitlement.decision.Query;
import support.entitlement.web.http.FieldProblem;

/** What came of reading a request: a question that can be answered, or the reasons why it cannot. */
public sealed interface ParsedQuery {

    /**
     * A question that can be answered.
     *
     * @param policy what answers it: with the terms of a contract, if a customer who has one asks
     * @param openedAt when the issue was opened
     * @param countedFrom the instant from which due times are counted: the opening, to the second if the caller did not say it
     * @param used how much of an allowance was used; null if the caller did not say
     */
    record ValidQuery(
            Query query,
            CustomerPolicy policy,
            OffsetDateTime openedAt,
            OffsetDateTime countedFrom,
            @Nullable BigDecimal used)
            implements ParsedQuery {}

    /** Every field that is wrong. */
    record InvalidQuery(List<FieldProblem> errors) implements ParsedQuery {}
}
