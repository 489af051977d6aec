package support.entitlement.security;

import java.io.Serial;
import org.springframework.security.access.AccessDeniedException;

/** The caller has no token, or a token without a required role. The message names what is required. */
public final class MissingRoleException extends AccessDeniedException {

    @Serial
    private static final long serialVersionUID = 1L;

    MissingRoleException(Access access, OpenReading reading) {
        super("This needs " + access.describeRequirement(reading) + ".");
    }
}
