package support.entitlement.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Decision;

/**
 * An allowance as callers read it.
 *
 * @param per the period, as tables write it
 * @param carryOver how long what is left of one period may be used in the next: {@code none}, or an ISO 8601 period
 * @param limit whether use beyond it is refused ({@code hard}) or only counted ({@code soft})
 * @param used what the caller said was used of it in this period; absent if they said nothing
 * @param left what is left of it then, not less than nothing; absent if they said nothing
 */
record AllowanceResponse(
        Number amount,
        @Nullable String unit,
        @Nullable String per,
        String carryOver,
        String limit,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal used,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BigDecimal left) {

    static @Nullable AllowanceResponse of(Decision.@Nullable Allowance allowance, @Nullable BigDecimal used) {
        return allowance == null
                ? null
                : new AllowanceResponse(
                        allowance.amount(),
                        allowance.unit(),
                        allowance.per() == null ? null : allowance.per().toString(),
                        allowance.carryOver().toString(),
                        allowance.limit().toString(),
                        used,
                        used == null ? null : left(allowance.amount(), used));
    }

    private static BigDecimal left(Number amount, BigDecimal used) {
        return new BigDecimal(amount.toString()).subtract(used).max(BigDecimal.ZERO);
    }
}
