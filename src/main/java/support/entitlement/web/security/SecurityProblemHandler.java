package support.entitlement.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import support.entitlement.security.AccessGuard;
import support.entitlement.security.AuditLog;
import support.entitlement.security.MissingRoleException;
import support.entitlement.security.issuer.IssuerUnavailableException;
import support.entitlement.web.http.AnswerWriter;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemResponse;
import support.entitlement.web.http.Quote;

/** Answers requests without the required access, and logs each refusal. Thread-safe. */
@Component
public class SecurityProblemHandler implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityProblemHandler.class);
    private static final String LOGGED = SecurityProblemHandler.class.getName() + ".logged";
    private static final String SEND_ONE = "This needs a token: send it as “Authorization: Bearer …”.";

    private final AnswerWriter answers;
    private final AuditLog audit;

    SecurityProblemHandler(AnswerWriter answers, AuditLog audit) {
        this.answers = answers;
        this.audit = audit;
    }

    /** Answers a request without a token, with an invalid one, or with one that cannot be validated now. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (e instanceof IssuerUnavailableException) {
            logRefusal(request, null, ProblemCode.ISSUER_UNAVAILABLE);
            LOG.warn("The issuer of tokens cannot be reached: {}", toLogText(String.valueOf(e.getMessage())));
            answers.writeProblem(
                    ProblemResponse.of(
                            ProblemCode.ISSUER_UNAVAILABLE,
                            "The issuer of tokens cannot be reached to validate this token. Send the request again later."),
                    response);
            return;
        }
        boolean tokenIsBad = e instanceof InvalidBearerTokenException;
        logRefusal(request, null, ProblemCode.UNAUTHENTICATED);
        if (tokenIsBad) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
        }
        answers.writeProblem(
                ProblemResponse.of(
                        ProblemCode.UNAUTHENTICATED, tokenIsBad ? "The token is not known, or has expired." : SEND_ONE),
                response);
    }

    /** Answers a caller who lacks a role; a caller without a token is asked for one. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        answers.writeProblem(refuseRequest(request, e), response);
    }

    /**
     * Returns the problem of one query of many for which the caller lacks a role. It is logged once for all of them.
     */
    public ProblemResponse refuseRequest(MissingRoleException e) {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? refuseRequest(attributes.getRequest(), e)
                : accessProblem(AccessGuard.callerName(), e);
    }

    private ProblemResponse refuseRequest(HttpServletRequest request, AccessDeniedException e) {
        String caller = AccessGuard.callerName();
        ProblemResponse problem = accessProblem(caller, e);
        if (request.getAttribute(LOGGED) == null) {
            request.setAttribute(LOGGED, true);
            logRefusal(request, caller, problem.code());
        }
        return problem;
    }

    private static ProblemResponse accessProblem(@Nullable String caller, AccessDeniedException e) {
        if (caller == null) {
            return ProblemResponse.of(
                    ProblemCode.UNAUTHENTICATED,
                    e instanceof MissingRoleException ? e.getMessage() + " " + SEND_ONE : SEND_ONE);
        }
        return ProblemResponse.of(
                ProblemCode.FORBIDDEN,
                "“" + caller + "” does not have the role."
                        + (e instanceof MissingRoleException ? " " + e.getMessage() : ""));
    }

    /** Logs that a request was refused. */
    public void logRefusal(HttpServletRequest request, @Nullable String caller, ProblemCode code) {
        LOG.warn(
                "Refused: {} {} from {}, asked by {}",
                toLogText(request.getMethod()),
                toLogText(request.getRequestURI()),
                request.getRemoteAddr(),
                caller == null ? "nobody known" : "“" + toLogText(caller) + "”");
        audit.recordAccess(
                caller,
                request.getMethod() + " " + request.getRequestURI() + " from " + request.getRemoteAddr(),
                code.status().value() + " " + code);
    }

    /** Escapes a caller's text, so that it can neither begin a line of the log nor send commands to a terminal. */
    private static String toLogText(String text) {
        return Quote.of(text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " "));
    }
}
