package support.entitlement.web.http;

/** The service is at one of its limits; the same request may succeed a little later. */
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BusyException(String message) {
        super(message);
    }
}
