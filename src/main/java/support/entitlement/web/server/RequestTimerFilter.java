package support.entitlement.web.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Times requests from their complete reception to their answer, under the name and with the tags that Spring's
 * observation of requests has. A timer costs a tenth of an observation. Thread-safe.
 */
public final class RequestTimerFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String NAME = "http.server.requests";
    private static final String NONE = "none";
    private static final String UNKNOWN = "UNKNOWN";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    private final transient Map<TimerTags, Timer> timers = new ConcurrentHashMap<>();
    private final transient MeterRegistry registry;

    public RequestTimerFilter(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The tags of one timer. The patterns of addresses are few, whatever callers ask for. */
    private record TimerTags(String method, String pattern, int status, String failure) {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long start = System.nanoTime();
        Throwable failure = null;
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException | Error e) {
            failure = e instanceof ServletException && e.getCause() != null ? e.getCause() : e;
            throw e;
        } finally {
            recordTime(request, response, failure, System.nanoTime() - start);
        }
    }

    private void recordTime(
            HttpServletRequest request, HttpServletResponse response, @Nullable Throwable failure, long nanos) {
        int status = failure == null ? response.getStatus() : HttpStatus.INTERNAL_SERVER_ERROR.value();
        String method = METHODS.contains(request.getMethod()) ? request.getMethod() : UNKNOWN;
        String name = failure == null ? NONE : failure.getClass().getSimpleName();
        TimerTags tags = new TimerTags(method, patternOf(request, status), status, name);
        Timer known = timers.get(tags); // This costs less than to compute if absent.
        Timer timer = known == null ? timers.computeIfAbsent(tags, this::createTimer) : known;
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private static String patternOf(HttpServletRequest request, int status) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (pattern != null) {
            return pattern.toString();
        }
        HttpStatus.Series series = HttpStatus.Series.resolve(status);
        if (series == HttpStatus.Series.REDIRECTION) {
            return "REDIRECTION";
        }
        return status == HttpStatus.NOT_FOUND.value() ? "NOT_FOUND" : UNKNOWN;
    }

    private Timer createTimer(TimerTags tags) {
        return Timer.builder(NAME)
                .description("Requests by address, method and status, from their complete reception to their answer")
                .tag("error", tags.failure())
                .tag("exception", tags.failure())
                .tag("method", tags.method())
                .tag("outcome", outcomeOf(tags.status()))
                .tag("status", String.valueOf(tags.status()))
                .tag("uri", tags.pattern())
                .register(registry);
    }

    private static String outcomeOf(int status) {
        HttpStatus.Series series = HttpStatus.Series.resolve(status);
        return series == HttpStatus.Series.SUCCESSFUL ? "SUCCESS" : series == null ? UNKNOWN : series.name();
    }
}
