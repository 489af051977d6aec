package support.entitlement.web.operations;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import support.entitlement.web.http.AnswerWriter;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemResponse;

/**
 * Limits how many requests each holder of a token may send. A holder who has sent none for a minute may send those of a minute at once;
 * then they come back evenly. Probes and metrics do not count. Thread-safe.
 */
final class CallerLimitFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String COUNTED = CallerLimitFilter.class.getName() + ".counted";
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MAX_CALLERS = 100_000;

    private final transient LongSupplier nanoTime;
    private final transient AnswerWriter answers;
    private final transient Counter refused;
    private final String management;
    private final int perMinute;
    private final long nanosOfARequest;

    /** The instant, in nanoseconds, at which each caller may send the requests of a whole minute again. */
    private final transient LoadingCache<String, AtomicLong> fullAgain;

    CallerLimitFilter(
            int perMinute, String management, AnswerWriter answers, MeterRegistry registry, LongSupplier nanoTime) {
        this.perMinute = perMinute;
        this.nanosOfARequest = WINDOW.toNanos() / perMinute;
        this.management = management;
        this.answers = answers;
        this.nanoTime = nanoTime;
        this.fullAgain = Caffeine.newBuilder()
                .maximumSize(MAX_CALLERS)
                .expireAfterAccess(WINDOW.multipliedBy(2))
                .build(caller -> new AtomicLong(nanoTime.getAsLong()));
        this.refused = Counter.builder("entitlement.limits.refused")
                .description("Requests that were refused because their caller had sent too many")
                .register(registry);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Principal caller = request.getUserPrincipal();
        if (caller == null || isProbe(request) || request.getAttribute(COUNTED) != null) {
            chain.doFilter(request, response);
            return;
        }
        long wait = takeOne(fullAgain.get(caller.getName()), nanoTime.getAsLong());
        if (wait == 0) {
            request.setAttribute(COUNTED, true);
            chain.doFilter(request, response);
        } else {
            refused.increment();
            int seconds = (int) TimeUnit.NANOSECONDS.toSeconds(wait - 1) + 1;
            answers.writeProblem(
                    ProblemResponse.of(
                            ProblemCode.TOO_MANY_REQUESTS,
                            "A caller may send " + perMinute + " requests a minute. Send this again in " + seconds
                                    + (seconds == 1 ? " second." : " seconds.")),
                    seconds,
                    response);
        }
    }

    /** At the root, which is usual for a port of their own only, endpoints cannot be told from other addresses. */
    private boolean isProbe(HttpServletRequest request) {
        return management.length() > 1 && request.getServletPath().startsWith(management);
    }

    /** Returns 0 if a request may be sent now, and counts it; else the nanoseconds to wait. */
    private long takeOne(AtomicLong full, long now) {
        while (true) {
            long before = full.get();
            long next = (before - now > 0 ? before : now) + nanosOfARequest;
            long tooMuch = next - now - nanosOfARequest * perMinute;
            if (tooMuch > 0) {
                return tooMuch;
            }
            if (full.compareAndSet(before, next)) {
                return 0;
            }
        }
    }
}
