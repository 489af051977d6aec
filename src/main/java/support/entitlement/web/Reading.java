package support.entitlement.web;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;

/** What came of reading a request: a question that can be answered, or the reasons why it cannot. */
sealed interface Reading {

    /** A question, when the issue was opened, and how much of an allowance was used; null if the caller did not say. */
    record Accepted(
            Query query, OffsetDateTime openedAt, @Nullable BigDecimal used) implements Reading {}

    /** Every field that is wrong. */
    record Rejected(List<FieldProblem> errors) implements Reading {}
}
