package support.entitlement.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import support.entitlement.security.Access;
import support.entitlement.security.AccessGuard;
import support.entitlement.security.AuditLog;
import support.entitlement.security.RequiresAccess;

/** Records each request to an address that reads or changes contracts or their usage. Thread-safe. */
@Component
class AuditInterceptor implements HandlerInterceptor {

    private final AuditLog audit;

    AuditInterceptor(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        RequiresAccess needed =
                handler instanceof HandlerMethod method ? AccessInterceptor.requiredAccess(method) : null;
        if (needed != null && (needed.value() == Access.CONTRACTS || needed.value() == Access.USAGE)) {
            audit.recordAccess(
                    AccessGuard.callerName(),
                    request.getMethod() + " " + request.getRequestURI(),
                    failure == null ? String.valueOf(response.getStatus()) : "failed");
        }
    }
}
