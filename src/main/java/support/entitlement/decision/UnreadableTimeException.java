package support.entitlement.decision;

/**
 * Reports a text that has the form of a time but cannot be one. The message is a clause that gives the reason and the
 * text to write instead.
 */
public final class UnreadableTimeException extends IllegalArgumentException {

    UnreadableTimeException(String reason) {
        super(reason);
    }
}
