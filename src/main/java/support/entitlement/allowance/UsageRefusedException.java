package support.entitlement.allowance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something cannot be recorded, for a reason that is the caller's to mend. Nothing was. */
public final class UsageRefusedException extends RuntimeException {

    private final RefusalReason reason;
    private final @Nullable AllowanceBalance balance;

    /** Why not. */
    public enum RefusalReason {
        /** No contract of the customer is in force at the instant of the use. */
        NO_CONTRACT,
        /** The contract in force at the instant of the use grants nothing for the issue type. */
        NO_ALLOWANCE,
        /** A hard limit would be exceeded; the balance says what is left. */
        EXCEEDED,
        /** There is no such entry of this customer. */
        UNKNOWN_ENTRY,
        /** The entry is not of the kind that this can be done with. */
        WRONG_KIND,
        /** The reservation has expired, or was committed or released before. */
        CLOSED,
        /** More is to be committed than was reserved. */
        MORE_THAN_RESERVED,
        /** The reservation would end before it began, or be too long. */
        BAD_EXPIRY,
        /** The idempotency key has been used with another request. */
        KEY_REUSED
    }

    UsageRefusedException(RefusalReason reason, String message) {
        this(reason, message, null);
    }

    UsageRefusedException(RefusalReason reason, String message, @Nullable AllowanceBalance balance) {
        super(message);
        this.reason = reason;
        this.balance = balance;
    }

    static UsageRefusedException unknownEntry(@Nullable Long id) {
        return new UsageRefusedException(
                RefusalReason.UNKNOWN_ENTRY,
                "This customer has no entry " + id + ". GET /v1/customers/{id}/usage lists all that there are.");
    }

    static UsageRefusedException noContract(String customer, Instant at) {
        return new UsageRefusedException(
                RefusalReason.NO_CONTRACT,
                "Customer “" + customer + "” has no contract that is in force at " + at + ".");
    }

    /** Why not. */
    public RefusalReason reason() {
        return reason;
    }

    /** How the allowance stands, if it is exceeded; else null. */
    public @Nullable AllowanceBalance balance() {
        return balance;
    }
}
