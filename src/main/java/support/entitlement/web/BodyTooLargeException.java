package support.entitlement.web;

/** A body is longer than this address reads. */
final class BodyTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException(long most) {
        super("The body may have up to " + most
                + " bytes. Many queries can be sent as application/x-ndjson, of any length.");
    }
}
