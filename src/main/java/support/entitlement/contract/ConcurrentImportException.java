package support.entitlement.contract;

/** Somebody else stored one of the contracts that were to be stored together, at the same time. Nothing was stored. */
public final class ConcurrentImportException extends RuntimeException {

    ConcurrentImportException(Throwable cause) {
        super(
                "Somebody else stored one of these contracts at the same time. Nothing was stored. Send them again.",
                cause);
    }
}
