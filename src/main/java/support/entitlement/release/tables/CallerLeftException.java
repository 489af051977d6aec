package support.entitlement.release.tables;

/** A release was not compiled to its end, because the caller who asked for it has left. */
public final class CallerLeftException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CallerLeftException() {
        super("The caller closed the connection before the release that was asked for had been compiled.");
    }
}
