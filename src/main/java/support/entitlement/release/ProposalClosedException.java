package support.entitlement.release;

import java.io.Serial;

/** Somebody has withdrawn a proposal, or approved of it, while another was about to. */
final class ProposalClosedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;
}
