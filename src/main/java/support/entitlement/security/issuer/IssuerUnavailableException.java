package support.entitlement.security.issuer;

import java.io.Serial;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.core.AuthenticationException;

/** The issuer's keys cannot be fetched, so that a token cannot be validated. The caller is not at fault. */
public final class IssuerUnavailableException extends AuthenticationException {

    @Serial
    private static final long serialVersionUID = 1L;

    IssuerUnavailableException(RuntimeException cause) {
        super(String.valueOf(NestedExceptionUtils.getMostSpecificCause(cause).getMessage()), cause);
    }
}
