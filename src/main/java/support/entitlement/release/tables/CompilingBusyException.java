package support.entitlement.release.tables;

/** Too many tables wait to be compiled: further ones would wait too long. */
public final class CompilingBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CompilingBusyException() {
        this("Releases that are not in force are compiled one at a time, and many are waiting. Send this again later.");
    }

    /** Creates an exception with a message for the caller. */
    public CompilingBusyException(String message) {
        super(message);
    }
}
