package support.entitlement.release;

/** The database with the log of releases cannot be asked now. It may be later; what serves goes on serving. */
public final class LogUnavailableException extends RuntimeException {

    LogUnavailableException(Throwable cause) {
        super("The log of releases cannot be reached: " + rootOf(cause).getMessage(), cause);
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
