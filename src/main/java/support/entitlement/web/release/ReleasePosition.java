package support.entitlement.web.release;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.Quote;

/**
 * Names in each answer the release in force when the request came, and lets a request wait until this replica has at least the release
 * that it names: one replica then never answers by an older release than another one did before. Thread-safe.
 */
@Component
class ReleasePosition implements HandlerInterceptor, WebMvcConfigurer {

    /** The header of answers with the number of the release in force, and of requests with the number of the least wanted one. */
    static final String HEADER = "Entitlement-Release";

    private static final Duration MAX_WAIT = Duration.ofSeconds(2);
    private static final String NUMBER = "\\d{1,18}";

    /** After the checks of access. */
    private static final int ORDER = 1;

    private final Releases releases;

    ReleasePosition(Releases releases) {
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
        String least = request.getHeader(HEADER);
        if (least != null) {
            awaitRelease(least);
        }
        releases.findServed().map(Release::id).ifPresent(id -> response.setHeader(HEADER, String.valueOf(id)));
        return true;
    }

    private void awaitRelease(String least) {
        if (!least.matches(NUMBER)) {
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST,
                    "The header " + HEADER + " must be the number of a release, and is “" + Quote.of(least) + "”.");
        }
        long number = Long.parseLong(least);
        if (!releases.awaitRelease(number, MAX_WAIT)) {
            throw new ProblemException(ProblemCode.BEHIND, explainMissing(number));
        }
    }

    private String explainMissing(long number) {
        return releases.hasLost(number)
                ? "The log of releases has lost release " + number + ". Send the request without the header " + HEADER
                        + "."
                : "Release " + number + " is not known here yet. Send the request again, or without the header "
                        + HEADER + " if an older answer will do.";
    }
}
