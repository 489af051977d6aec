package support.entitlement.release.tables;

/** Long work was not done to its end, because the caller who asked for it has left. */
public final class CallerLeftException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CallerLeftException() {
        super("The caller closed the connection before the answer was found.");
    }
}
