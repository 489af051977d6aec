package support.entitlement.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import support.entitlement.security.AccessGuard;
import support.entitlement.security.MissingRoleException;
import support.entitlement.security.RequiresAccess;

/**
 * Refuses callers who lack what a handler {@link RequiresAccess}, before anything of the request is read. {@link
 * SecurityConfiguration} guards handlers of libraries, such as the pages of the documentation. Thread-safe.
 */
@Component
class AccessInterceptor implements HandlerInterceptor {

    private static final String OURS = "support.entitlement.";

    private final AccessGuard guard;

    AccessInterceptor(AccessGuard guard) {
        this.guard = guard;
    }

    /**
     * Checks the caller's access.
     *
     * @throws MissingRoleException if the caller lacks it
     */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            RequiresAccess needed = requiredAccess(method);
            if (needed != null) {
                guard.requireAccess(needed.value());
            } else if (isOurs(method)) {
                throw new AccessDeniedException("No access is declared for " + method.getShortLogMessage());
            }
        }
        return true;
    }

    static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getPackageName().startsWith(OURS);
    }

    static @Nullable RequiresAccess requiredAccess(HandlerMethod method) {
        return method.getMethodAnnotation(RequiresAccess.class);
    }
}
