package support.entitlement.database;

import java.io.Serial;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The database is there, and does not take a value that a caller sent: a text that is too long or has a character that it does not know, or
 * a number out of its range. Nothing has changed.
 */
public final class UnstorableValueException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The class of SQL states for values that are no good. */
    private static final String DATA_EXCEPTION = "22";

    UnstorableValueException(Throwable cause) {
        super(
                "Something that was sent cannot be kept: it is too long, or has a character or a number that the database does"
                        + " not take.",
                cause);
    }

    static boolean isCauseOf(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith(DATA_EXCEPTION)) {
                return true;
            }
        }
        return false;
    }
}
