package support.entitlement.web;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import support.entitlement.customer.UsageRefusedException;
import support.entitlement.customer.UsageRequest;

/** Says in problems what the ledger refuses, and which part of the request is to blame. */
final class UsageRefusals {

    private UsageRefusals() {}

    static ProblemResponse of(UsageRefusedException refused, UsageRequest request, String customer, String key) {
        return switch (refused.reason()) {
            case NO_CONTRACT -> problem(ProblemCode.UNKNOWN_CUSTOMER, "/id", Quote.of(customer), refused);
            case NO_ALLOWANCE ->
                request.of() == null
                        ? problem(ProblemCode.NO_ALLOWANCE, "/issueType", quoted(request.issueType()), refused)
                        : problem(ProblemCode.NO_ALLOWANCE, "/entry", request.of(), refused);
            case EXCEEDED ->
                problem(ProblemCode.ALLOWANCE_EXCEEDED, "/amount", request.amount(), refused)
                        .with(BalanceResponse.of(Objects.requireNonNull(refused.balance())));
            case UNKNOWN_ENTRY -> problem(ProblemCode.UNKNOWN_ENTRY, "/entry", request.of(), refused);
            case WRONG_KIND -> problem(ProblemCode.WRONG_ENTRY, "/entry", request.of(), refused);
            case CLOSED -> problem(ProblemCode.RESERVATION_CLOSED, "/entry", request.of(), refused);
            case MORE_THAN_RESERVED -> problem(ProblemCode.MORE_THAN_RESERVED, "/amount", request.amount(), refused);
            case BAD_EXPIRY -> problem(ProblemCode.BAD_EXPIRY, "/reservedUntil", request.expires(), refused);
            case KEY_REUSED -> problem(ProblemCode.IDEMPOTENCY_KEY_REUSED, "/Idempotency-Key", Quote.of(key), refused);
        };
    }

    private static ProblemResponse problem(
            ProblemCode code, String pointer, @Nullable Object value, UsageRefusedException refused) {
        return ProblemResponse.of(List.of(new FieldProblem(code, pointer, value, detail(refused))));
    }

    private static String detail(UsageRefusedException refused) {
        return String.valueOf(refused.getMessage());
    }

    private static @Nullable String quoted(@Nullable String text) {
        return text == null ? null : Quote.of(text);
    }
}
