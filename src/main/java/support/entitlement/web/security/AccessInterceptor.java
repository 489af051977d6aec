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
 * Refuses callers who do not have what a handler {@link RequiresAccess}, before anything of their request is read. What others bring, such
 * as the pages of the documentation, is guarded by {@link SecurityConfiguration}. Thread-safe.
 */
@Component
class AccessInterceptor implements HandlerInterceptor {

    private static final String OURS = "support.entitlement.";

    private final AccessGuard guard;

    AccessInterceptor(AccessGuard guard) {
        this.guard = guard;
    }

    /**
     * Lets the caller through, or does not.
     *
     * @throws MissingRoleException if they may not
     */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            RequiresAccess needed = requiredAccess(method);
            if (needed != null) {
                guard.requireAccess(needed.value());
            } else if (isOurs(method)) {
                throw new AccessDeniedException("Nothing says who may call " + method.getShortLogMessage());
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
