package support.entitlement.release.tables;

/** Too many past releases wait to be compiled: another one would wait too long. */
public final class CompilingBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CompilingBusyException() {
        super(
                "Releases that are not in force are compiled one at a time, and many are waiting. Send this again later.");
    }
}
