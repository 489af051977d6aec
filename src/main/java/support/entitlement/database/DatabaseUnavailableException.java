package support.entitlement.database;

import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of the database cannot be reached at the moment. The message is for callers: it quotes no statement, path
 * or address. The cause contains them, and is logged where it first occurs.
 */
public final class DatabaseUnavailableException extends RuntimeException {

    private static final String UNREACHABLE = " cannot be reached.";

    /** The class of SQL states for users and passwords that are not accepted. */
    private static final String NOT_AUTHORIZED = "28";

    /** Pairs each SQL state that says more than that a connection failed with the words for callers. The first that applies counts. */
    private static final List<Map.Entry<String, String>> REASONS = List.of(
            Map.entry(NOT_AUTHORIZED, " refuses this service: its user or password is not accepted."),
            Map.entry("25006", " is read-only at the moment, so that nothing can be stored."),
            Map.entry("3D000", " cannot be reached: the server has no database of the configured name."),
            Map.entry("42501", " refuses this service: its user lacks a right on the tables or their schema."),
            Map.entry("53100", " cannot be written: a disk of the database is full."),
            Map.entry("53300", " cannot be reached: the server, the database or the user has no connection left."),
            Map.entry("57P03", " cannot be reached: its server is starting or stopping."));

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

    /** Returns true if callers are told more of a failure than that the database cannot be reached. */
    static boolean saysWhy(Throwable cause) {
        return !explain(cause).equals(UNREACHABLE);
    }

    private static String explain(Throwable cause) {
        if (cause instanceof MigrationPendingException) {
            return " waits for the command migrate of this version.";
        }
        return REASONS.stream()
                .filter(reason -> SqlStates.hasState(cause, reason.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(UNREACHABLE);
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

    /** Describes what is beneath a failure in the words of the driver, for operators: they may name servers and users. */
    public static String describeCause(Exception failure) {
        return SqlStates.messageOf(failure);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
