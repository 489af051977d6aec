package support.entitlement.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
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
import support.entitlement.security.Role;

/** Answers who may not do what they ask for, and logs each refusal. Thread-safe. */
@Component
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final AnswerWriter answers;

    Refusals(AnswerWriter answers) {
        this.answers = answers;
    }

    /** Nobody knows who asks, or their token is not good, or nobody can tell now. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (e instanceof IssuerUnavailableException) {
            log(request, null);
            LOG.warn("The issuer of tokens cannot be asked: {}", line(String.valueOf(e.getMessage())));
            answers.write(
                    ProblemResponse.of(
                            ProblemCode.ISSUER_UNAVAILABLE,
                            "The issuer of tokens cannot be asked whether this one is good. Send the request again later."),
                    response);
            return;
        }
        unauthenticated(request, response, e instanceof InvalidBearerTokenException);
    }

    /** Who asks may not do this; a stranger is asked to say who they are. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        Principal caller = request.getUserPrincipal();
        if (caller == null) {
            unauthenticated(request, response, false);
            return;
        }
        log(request, caller.getName());
        answers.write(
                ProblemResponse.of(
                        ProblemCode.FORBIDDEN,
                        "“" + caller.getName()
                                + "” does not have the role that this needs. Checking, and reading proposals,"
                                + " needs " + Role.ANALYST + " or " + Role.PUBLISHER + ", contracts need "
                                + Role.CONTRACTS + ", what customers use needs " + Role.USAGE
                                + ", all else that changes something " + Role.PUBLISHER + "."),
                response);
    }

    private void unauthenticated(HttpServletRequest request, HttpServletResponse response, boolean tokenIsBad)
            throws IOException {
        log(request, null);
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, tokenIsBad ? "Bearer error=\"invalid_token\"" : "Bearer");
        answers.write(
                ProblemResponse.of(
                        ProblemCode.UNAUTHENTICATED,
                        tokenIsBad
                                ? "The token is not known, or has expired."
                                : "This needs a token: send it as “Authorization: Bearer …”."),
                response);
    }

    /** Notes that somebody was refused. */
    static void log(HttpServletRequest request, @Nullable String caller) {
        LOG.warn(
                "Refused: {} {} from {}, asked by {}",
                line(request.getMethod()),
                line(request.getRequestURI()),
                request.getRemoteAddr(),
                caller == null ? "nobody known" : "“" + line(caller) + "”");
    }

    /** What a caller sends can neither begin a line of its own in the log nor command a terminal. */
    private static String line(String text) {
        return Quote.of(text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " "));
    }
}
