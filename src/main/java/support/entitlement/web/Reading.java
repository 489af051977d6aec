package support.entitlement.web;

import java.time.OffsetDateTime;
import java.util.List;
import support.entitlement.decision.Query;

/** What came of reading a request: a question that can be answered, or the reasons why it cannot. */
sealed interface Reading {

    /** A question, and when the issue was opened. */
    record Accepted(Query query, OffsetDateTime openedAt) implements Reading {}

    /** Every field that is wrong. */
    record Rejected(List<FieldProblem> errors) implements Reading {}
}
