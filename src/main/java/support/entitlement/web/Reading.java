package support.entitlement.web;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.customer.CustomerPolicy;
import support.entitlement.decision.Query;

/** What came of reading a request: a question that can be answered, or the reasons why it cannot. */
sealed interface Reading {

    /**
     * A question that can be answered.
     *
     * @param policy what answers it: with the terms of a contract, if a customer who has one asks
     * @param openedAt when the issue was opened
     * @param countedFrom the instant from which due times are counted: the opening, to the second if the caller did not say it
     * @param used how much of an allowance was used; null if the caller did not say
     */
    record Accepted(
            Query query,
            CustomerPolicy policy,
            OffsetDateTime openedAt,
            OffsetDateTime countedFrom,
            @Nullable BigDecimal used)
            implements Reading {}

    /** Every field that is wrong. */
    record Rejected(List<FieldProblem> errors) implements Reading {}
}
