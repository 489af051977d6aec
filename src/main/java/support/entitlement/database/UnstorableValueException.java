package support.entitlement.database;

import java.io.Serial;

/**
 * The database is reachable, but rejects a value that a caller sent: a text that is too long or contains an unsupported
 * character, or a number out of range. Nothing has changed.
 */
public final class UnstorableValueException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The class of SQL states for invalid values. */
    private static final String DATA_EXCEPTION = "22";

    UnstorableValueException(Throwable cause) {
        super(
                "A value of the request cannot be stored: it is too long, or has a character or a number that the database does"
                        + " not take.",
                cause);
    }

    static boolean isCauseOf(Throwable failure) {
        return SqlStates.hasState(failure, DATA_EXCEPTION);
    }
}
