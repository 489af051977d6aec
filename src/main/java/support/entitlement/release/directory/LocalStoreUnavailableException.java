package support.entitlement.release.directory;

import java.io.IOException;

/**
 * The folder of the service cannot be written now, as on a full disk. An operation that needs it is not performed; the policy in
 * force stays in force.
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
