package support.entitlement.web.http;

/** The service has as much to do as it can do at a time; the same request may succeed a little later. */
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BusyException(String message) {
        super(message);
    }
}
