package support.entitlement.database;

import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * The content of the database cannot be reached at the moment. The message is for callers: it quotes no statement, path
 * or address. The cause contains them, and is logged where it first occurs.
 */
public final class DatabaseUnavailableException extends RuntimeException {

    private static final String UNREACHABLE = " cannot be reached.";
    private static final String REFUSING = " refuses this service: its user or password is not accepted.";
    private static final String READ_ONLY = " is read-only at the moment, so that nothing can be stored.";

    /** The class of SQL states for users and passwords that are not accepted. */
    private static final String NOT_AUTHORIZED = "28";

    /** The SQL state of a change within a transaction that may only read. */
    private static final String READ_ONLY_TRANSACTION = "25006";

    private final String content;
    private final boolean mayHaveChanged;

    /**
     * Creates the exception of a database that cannot be reached.
     *
     * @param content the content that cannot be reached, in the singular, as the subject of a sentence
     */
    public DatabaseUnavailableException(String content, Throwable cause) {
        this(content, content + explain(cause), cause, false);
    }

    private DatabaseUnavailableException(
            String content, String message, @Nullable Throwable cause, boolean mayHaveChanged) {
        super(message, cause);
        this.content = content;
        this.mayHaveChanged = mayHaveChanged;
    }

    /** Returns the exception for a database that failed while committing a change. */
    static DatabaseUnavailableException afterChange(String content, Throwable cause) {
        return new DatabaseUnavailableException(
                content,
                content + UNREACHABLE
                        + " It failed while it stored the change, which may show once it can be reached again."
                        + " Look there before you send it again.",
                cause,
                true);
    }

    /** Returns the exception for content that has not been read since the start of the service. */
    public static DatabaseUnavailableException notYetRead(String content) {
        return new DatabaseUnavailableException(
                content, content + " has not been read yet since the service started.", null, false);
    }

    private static String explain(Throwable cause) {
        if (cause instanceof MigrationPendingException) {
            return " waits for the command migrate of this version.";
        }
        if (SqlStates.hasState(cause, NOT_AUTHORIZED)) {
            return REFUSING;
        }
        return SqlStates.hasState(cause, READ_ONLY_TRANSACTION) ? READ_ONLY : UNREACHABLE;
    }

    /** Returns true if the database can be reached, and does not accept the user or password of the service. */
    public boolean isRefusal() {
        return SqlStates.hasState(this, NOT_AUTHORIZED);
    }

    /** Returns the exception for a part of the content that is gone, such as after the restoring of an older backup. */
    public static DatabaseUnavailableException withoutPart(String content, String part) {
        return new DatabaseUnavailableException(
                content, content + " does not have " + part + " any more.", null, false);
    }

    /** Returns whether the database may only be slow, like a file that is opened for the first time. */
    public boolean isSlow() {
        return rootOf(this) instanceof SQLTransientConnectionException;
    }

    /** Returns whether the change may have been stored nevertheless; if false, nothing has changed. */
    public boolean mayHaveChanged() {
        return mayHaveChanged;
    }

    /** Names the content that cannot be reached. */
    public String unreachableContent() {
        return content;
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
