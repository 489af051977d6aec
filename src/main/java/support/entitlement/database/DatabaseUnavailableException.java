package support.entitlement.database;

import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * What is kept in the database cannot be asked now. It may be later; what serves goes on serving. The message is for callers: it quotes
 * no statement, path or address. The cause has them, and is logged where it is first seen.
 */
public final class DatabaseUnavailableException extends RuntimeException {

    private static final String UNREACHABLE = " cannot be reached.";

    private final String what;
    private final boolean mayHaveChanged;

    /**
     * A failure to reach it.
     *
     * @param what what cannot be reached, in the singular, as the subject of a sentence
     */
    public DatabaseUnavailableException(String what, Throwable cause) {
        this(what, what + UNREACHABLE, cause, false);
    }

    private DatabaseUnavailableException(
            String what, String message, @Nullable Throwable cause, boolean mayHaveChanged) {
        super(message, cause);
        this.what = what;
        this.mayHaveChanged = mayHaveChanged;
    }

    /** Returns the exception for a database that failed while it kept a change. */
    static DatabaseUnavailableException afterChange(String what, Throwable cause) {
        return new DatabaseUnavailableException(
                what,
                what + UNREACHABLE + " It failed while it kept the change, which may show once it can be reached again."
                        + " Look there before you send it again.",
                cause,
                true);
    }

    /** Returns the exception for content that was not read since the service started. */
    public static DatabaseUnavailableException notYetRead(String what) {
        return new DatabaseUnavailableException(
                what, what + " has not been read yet since the service started.", null, false);
    }

    /** Returns whether the database may only be slow, as a file is that is opened for the first time. */
    public boolean isSlow() {
        return rootOf(this) instanceof SQLTransientConnectionException;
    }

    /** Returns whether a change may have been kept all the same; else nothing has changed. */
    public boolean mayHaveChanged() {
        return mayHaveChanged;
    }

    /** What cannot be reached. */
    public String unreachableContent() {
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
