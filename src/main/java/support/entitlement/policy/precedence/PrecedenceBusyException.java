package support.entitlement.policy.precedence;

/** Contracts with many terms on one part are decided one at a time, and it takes too long until it is the turn of another one. */
public final class PrecedenceBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PrecedenceBusyException() {
        super(
                "Contracts with many terms on one part are decided one at a time, and others are waiting. Send this again later.");
    }
}
