package support.entitlement.web.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import support.entitlement.web.http.AnswerWriter;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemResponse;

/**
 * Reserves some threads of the server for probes and metrics, so that these are answered while all other threads are
 * busy. Other requests wait for the remaining threads without occupying one. Thread-safe.
 */
public final class ProbeReserveFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(ProbeReserveFilter.class);
    private static final String WAITED_AS = ProbeReserveFilter.class.getName() + ".waitedAs";
    private static final int PART_RESERVED = 10;
    private static final ProblemResponse BUSY =
            ProblemResponse.of(ProblemCode.BUSY, "All threads of the service are busy. Send this again later.");

    private final transient RequestPlaces places;
    private final transient List<String> probes;
    private final transient AnswerWriter answers;
    private final transient Counter refused;

    /**
     * Creates a filter for a server with this number of threads.
     *
     * @param probes the prefixes of the paths of probes and metrics
     */
    public ProbeReserveFilter(int threads, List<String> probes, AnswerWriter answers, MeterRegistry registry) {
        this.places = new RequestPlaces(Math.max(1, threads - Math.max(1, threads / PART_RESERVED)));
        this.probes = List.copyOf(probes);
        this.answers = answers;
        this.refused = Counter.builder("entitlement.requests.refused")
                .description("Requests that were refused because all places were taken, and the queue full or slow")
                .register(registry);
        addGauge(registry, "places", "Requests that are processed at a time at most", RequestPlaces::countPlaces);
        addGauge(registry, "processing", "Requests that are being processed", RequestPlaces::countTaken);
        addGauge(registry, "waiting", "Requests that wait for a place", RequestPlaces::countWaiting);
    }

    private void addGauge(
            MeterRegistry registry, String name, String description, ToDoubleFunction<RequestPlaces> value) {
        Gauge.builder("entitlement.requests." + name, places, value)
                .description(description)
                .register(registry);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        DispatcherType waitedAs = (DispatcherType) request.getAttribute(WAITED_AS);
        if (waitedAs != null) {
            request.removeAttribute(WAITED_AS);
            continueAndGiveBack(new DispatchedRequest(request, waitedAs), response, chain);
        } else if (isProbe(request)) {
            chain.doFilter(request, response);
        } else if (places.takePlace()) {
            continueAndGiveBack(request, response, chain);
        } else if (places.takeRoomToWait()) {
            request.setAttribute(WAITED_AS, request.getDispatcherType());
            places.queueRequest(request.startAsync(), context -> refuseRequest(context, response));
        } else {
            refuseUnread(request, response, request.getDispatcherType());
        }
    }

    private boolean isProbe(HttpServletRequest request) {
        String path = BodyLimit.requestPath(request);
        for (String probe : probes) {
            if (path.startsWith(probe)) {
                return true;
            }
        }
        return false;
    }

    private void continueAndGiveBack(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } finally {
            places.giveBackPlace();
        }
    }

    /** Refuses a request. If its body has not been received, no thread is to receive it. */
    private void refuseUnread(HttpServletRequest request, HttpServletResponse response, DispatcherType type)
            throws IOException {
        refused.increment();
        answers.writeProblem(BUSY, response);
        if (type != DispatcherType.ASYNC) {
            BodyReceptionFilter.closeUnreceived(request);
        }
    }

    private void refuseRequest(AsyncContext context, HttpServletResponse response) {
        HttpServletRequest request = (HttpServletRequest) context.getRequest();
        try {
            refuseUnread(request, response, (DispatcherType) request.getAttribute(WAITED_AS));
        } catch (IOException e) {
            LOG.debug("The client has closed the connection", e);
        } finally {
            context.complete();
        }
    }

    /** A request that has waited and continues as a new one. */
    private static final class DispatchedRequest extends HttpServletRequestWrapper {

        private final DispatcherType type;

        DispatchedRequest(HttpServletRequest request, DispatcherType type) {
            super(request);
            this.type = type;
        }

        @Override
        public DispatcherType getDispatcherType() {
            return type;
        }
    }
}
