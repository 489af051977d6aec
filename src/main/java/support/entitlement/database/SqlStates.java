package support.entitlement.database;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Searches the causes of failures, above all for their SQL states. Stateless and thread-safe. */
final class SqlStates {

    private SqlStates() {}

    /** Returns true if a failure, or one of its causes, has an SQL state that begins with one of these texts. */
    static boolean hasState(Throwable failure, String... beginnings) {
        return hasCause(
                failure,
                cause -> cause instanceof SQLException sql
                        && sql.getSQLState() != null
                        && Arrays.stream(beginnings).anyMatch(sql.getSQLState()::startsWith));
    }

    /**
     * Returns the message of the cause that says most about a failure of the database: the deepest one of its driver, which names the
     * server that was asked, while those below say no more than “Connection refused”. A failure without a message is named by its class.
     */
    static String messageOf(Throwable failure) {
        Throwable found = failure;
        boolean ofDriver = false;
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean isSql = cause instanceof SQLException;
            if (cause.getMessage() != null && (isSql || !ofDriver)) {
                found = cause;
                ofDriver = isSql || ofDriver;
            }
        }
        return found.getMessage() == null ? found.getClass().getSimpleName() : found.getMessage();
    }

    /** Returns true if the condition holds for a failure, or for one of its causes. */
    static boolean hasCause(Throwable failure, Predicate<Throwable> condition) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (condition.test(cause)) {
                return true;
            }
        }
        return false;
    }
}
