package support.entitlement.release.directory;

import java.io.IOException;

/**
 * What the service keeps for itself cannot be written now, as on a full disk. Nothing that needs it is done; what serves goes on
 * serving.
 */
public final class LocalStoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LocalStoreUnavailableException(IOException cause) {
        super(
                "The folder of entitlement.releases.memory cannot be written: " + DirectoryProblems.reasonOf(cause)
                        + ".",
                cause);
    }
}
