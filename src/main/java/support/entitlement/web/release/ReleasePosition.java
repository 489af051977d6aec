package support.entitlement.web.release;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import support.entitlement.release.Releases;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.Quote;
import support.entitlement.web.query.RequestPolicy;

/**
 * Names in each answer the release in force when it is written, unless the policy of one has made it, and lets a request wait until this
 * replica has at least the release that it names: one replica then never answers by an older release than another one did before.
 * Thread-safe.
 */
@ControllerAdvice
class ReleasePosition implements HandlerInterceptor, WebMvcConfigurer, ResponseBodyAdvice<Object> {

    private static final Duration MAX_WAIT = Duration.ofSeconds(2);
    private static final String NUMBER = "\\d{1,18}";

    /** After the checks of access. */
    private static final int ORDER = 1;

    private final Releases releases;

    private final RequestPolicy requested;

    ReleasePosition(Releases releases, RequestPolicy requested) {
        this.requested = requested;
        this.releases = releases;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(ORDER);
    }

    /**
     * Waits for the release that the request names.
     *
     * @throws ProblemException if it names none, or if this replica does not have it in time
     */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String least = request.getHeader(RequestPolicy.HEADER);
        if (least != null) {
            awaitRelease(least);
        }
        requested.beginAnswer(request, response);
        return true;
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (request instanceof ServletServerHttpRequest asked) {
            requested.nameCurrent(asked.getServletRequest());
        }
        return body;
    }

    private void awaitRelease(String least) {
        if (!least.matches(NUMBER)) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST,
                    "The header " + RequestPolicy.HEADER + " must be the number of a release, and is “"
                            + Quote.of(least) + "”.");
        }
        long number = Long.parseLong(least);
        if (!releases.awaitRelease(number, MAX_WAIT)) {
            throw new ProblemException(ProblemCode.BEHIND, explainMissing(number));
        }
    }

    private String explainMissing(long number) {
        return releases.hasLost(number)
                ? "The log of releases has lost release " + number + ". Send the request without the header "
                        + RequestPolicy.HEADER + "."
                : "Release " + number + " is not known here yet. Send the request again, or without the header "
                        + RequestPolicy.HEADER + " if an older answer will do.";
    }
}
