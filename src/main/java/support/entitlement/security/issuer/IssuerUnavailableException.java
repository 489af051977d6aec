package support.entitlement.security.issuer;

import java.io.Serial;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.core.AuthenticationException;

/** The issuer cannot be asked for its keys, so that nobody can tell whether a token is good. Not the caller's fault. */
public final class IssuerUnavailableException extends AuthenticationException {

    @Serial
    private static final long serialVersionUID = 1L;

    IssuerUnavailableException(RuntimeException cause) {
        super(String.valueOf(NestedExceptionUtils.getMostSpecificCause(cause).getMessage()), cause);
    }
}
