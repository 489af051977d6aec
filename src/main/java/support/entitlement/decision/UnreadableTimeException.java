package support.entitlement.decision;

/** A text looks like a time and cannot be one. The message is a clause that says why, and what to write. */
public final class UnreadableTimeException extends IllegalArgumentException {

    UnreadableTimeException(String reason) {
        super(reason);
    }
}
