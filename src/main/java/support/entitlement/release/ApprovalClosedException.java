package support.entitlement.release;

import java.io.Serial;

/** A proposal was withdrawn or approved by somebody else while this approval was being published. */
public final class ApprovalClosedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;
}
