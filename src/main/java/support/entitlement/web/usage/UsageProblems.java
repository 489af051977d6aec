package support.entitlement.web.usage;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import support.entitlement.allowance.UsageRefusedException;
import support.entitlement.allowance.UsageRequest;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemResponse;
import support.entitlement.web.http.Quote;

/** Converts refusals of the ledger into problems that point to the field at fault. */
final class UsageProblems {

    private UsageProblems() {}

    static ProblemResponse of(UsageRefusedException refused, UsageRequest request, String customer, String key) {
        return switch (refused.reason()) {
            case NO_CONTRACT -> createProblem(ProblemCode.UNKNOWN_CUSTOMER, "/id", Quote.of(customer), refused);
            case NO_ALLOWANCE ->
                request.of() == null
                        ? createProblem(
                                ProblemCode.NO_ALLOWANCE, "/issueType", quoteOrNull(request.issueType()), refused)
                        : createProblem(ProblemCode.NO_ALLOWANCE, "/entry", request.of(), refused);
            case NO_CHANNEL -> createProblem(ProblemCode.MISSING_FIELD, "/channel", null, refused);
            case UNKNOWN_CHANNEL ->
                createProblem(ProblemCode.UNKNOWN_CHANNEL, "/channel", quoteOrNull(request.channel()), refused);
            case EXCEEDED ->
                createProblem(ProblemCode.ALLOWANCE_EXCEEDED, "/amount", request.amount(), refused)
                        .withExtension("allowance", BalanceResponse.of(Objects.requireNonNull(refused.balance())));
            case UNKNOWN_ENTRY -> createProblem(ProblemCode.UNKNOWN_ENTRY, "/entry", request.of(), refused);
            case WRONG_KIND -> createProblem(ProblemCode.WRONG_ENTRY, "/entry", request.of(), refused);
            case CLOSED -> createProblem(ProblemCode.RESERVATION_CLOSED, "/entry", request.of(), refused);
            case MORE_THAN_RESERVED ->
                createProblem(ProblemCode.MORE_THAN_RESERVED, "/amount", request.amount(), refused);
            case BAD_EXPIRY -> createProblem(ProblemCode.BAD_EXPIRY, "/reservedUntil", request.expires(), refused);
            case KEY_REUSED ->
                createProblem(ProblemCode.IDEMPOTENCY_KEY_REUSED, "/Idempotency-Key", Quote.of(key), refused);
        };
    }

    private static ProblemResponse createProblem(
            ProblemCode code, String pointer, @Nullable Object value, UsageRefusedException refused) {
        return ProblemResponse.of(List.of(new FieldProblem(code, pointer, value, messageOf(refused))));
    }

    private static String messageOf(UsageRefusedException refused) {
        return String.valueOf(refused.getMessage());
    }

    private static @Nullable String quoteOrNull(@Nullable String text) {
        return text == null ? null : Quote.of(text);
    }
}
