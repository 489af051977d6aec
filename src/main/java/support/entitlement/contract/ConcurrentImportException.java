package support.entitlement.contract;

/** Another import stored one of the contracts concurrently. Nothing was stored. */
public final class ConcurrentImportException extends RuntimeException {

    ConcurrentImportException(Throwable cause) {
        super(
                "One of these contracts was stored by another request at the same time. Nothing was stored. Send them again.",
                cause);
    }
}
