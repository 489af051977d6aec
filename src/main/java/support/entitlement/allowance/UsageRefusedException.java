package support.entitlement.allowance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Signals that an entry is refused for a reason that the caller can correct. Nothing was recorded. */
public final class UsageRefusedException extends RuntimeException {

    private final RefusalReason reason;
    private final @Nullable AllowanceBalance balance;

    /** The reason of a refusal. */
    public enum RefusalReason {
        /** No contract of the customer is in force at the instant of the use. */
        NO_CONTRACT,
        /** The contract in force at the instant of the use grants no allowance for the issue type. */
        NO_ALLOWANCE,
        /** The request names no channel, and the amount counts differently on some channels. */
        NO_CHANNEL,
        /** No table knows the channel. */
        UNKNOWN_CHANNEL,
        /** A hard limit would be exceeded; the balance says how much remains. */
        EXCEEDED,
        /** This customer has no such entry. */
        UNKNOWN_ENTRY,
        /** An entry of this kind cannot be settled or corrected in this way. */
        WRONG_KIND,
        /** The reservation has expired, or was committed or released before. */
        CLOSED,
        /** The amount to commit is more than was reserved. */
        MORE_THAN_RESERVED,
        /** The reservation would expire before now, or be too long. */
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

    static UsageRefusedException wrongKind(UsageEntry entry, String right) {
        return new UsageRefusedException(
                RefusalReason.WRONG_KIND, "Entry " + entry.id() + " is a " + entry.kind() + "; only " + right + ".");
    }

    static UsageRefusedException closedReservation(UsageEntry reservation, String why) {
        return new UsageRefusedException(RefusalReason.CLOSED, "Reservation " + reservation.id() + " " + why + ".");
    }

    /** The reason of this refusal. */
    public RefusalReason reason() {
        return reason;
    }

    /** The balance of an allowance that would be exceeded; null for other reasons. */
    public @Nullable AllowanceBalance balance() {
        return balance;
    }
}
