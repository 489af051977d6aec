package support.entitlement.database;

import java.sql.SQLTransientConnectionException;

/**
 * What is kept in the database cannot be asked now. It may be later; what serves goes on serving. The message is for callers: it quotes
 * no statement, path or address. The cause has them, and is logged where it is first seen.
 */
public final class DatabaseUnavailableException extends RuntimeException {

    private final String what;

    /**
     * A failure to reach it.
     *
     * @param what what cannot be reached, in the singular, as the subject of a sentence
     */
    public DatabaseUnavailableException(String what, Throwable cause) {
        super(what + " cannot be reached.", cause);
        this.what = what;
    }

    private DatabaseUnavailableException(String what, String message) {
        super(message);
        this.what = what;
    }

    /** Returns the exception for content that was not read since the service started. */
    public static DatabaseUnavailableException notYetRead(String what) {
        return new DatabaseUnavailableException(what, what + " has not been read yet since the service started.");
    }

    /** Returns whether the database may only be slow, as a file is that is opened for the first time. */
    public boolean isSlow() {
        return rootOf(this) instanceof SQLTransientConnectionException;
    }

    /** What cannot be reached. */
    public String what() {
        return what;
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
