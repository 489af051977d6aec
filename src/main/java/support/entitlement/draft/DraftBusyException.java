package support.entitlement.draft;

import java.io.Serial;

/** Others change a draft all the time, so that this change found no turn. Nothing has changed. */
public final class DraftBusyException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    DraftBusyException() {
        super("Others change the draft all the time. Send the change again.");
    }
}
