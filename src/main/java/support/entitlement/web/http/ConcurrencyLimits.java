package support.entitlement.web.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** Creates the limits of long tasks, with metrics for each kind of task. Thread-safe. */
@Component
public final class ConcurrencyLimits {

    private static final String TASK = "task";

    private final MeterRegistry registry;

    ConcurrencyLimits(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Creates a limit without waiting.
     *
     * @param task the kind of task, as the metrics name it
     * @param most the maximal number of tasks at a time
     * @param busy the message for refused requests
     */
    public ConcurrencyLimit createLimit(String task, int most, String busy) {
        return createLimit(task, most, 0, Duration.ZERO, busy);
    }

    /**
     * Creates a limit.
     *
     * @param task the kind of task, as the metrics name it
     * @param most the maximal number of tasks at a time
     * @param maxWaiting the maximal number of waiting requests
     * @param maxWait the maximal time that each of them waits
     * @param busy the message for refused requests
     */
    public ConcurrencyLimit createLimit(String task, int most, int maxWaiting, Duration maxWait, String busy) {
        ConcurrencyLimit limit = new ConcurrencyLimit(most, maxWaiting, maxWait, busy);
        addGauge("places", "How many tasks of a kind run at a time at most", task, limit, any -> most);
        addGauge("running", "How many tasks of a kind run", task, limit, ConcurrencyLimit::countRunning);
        addGauge("waiting", "How many requests wait for their turn", task, limit, ConcurrencyLimit::countWaiting);
        FunctionCounter.builder("entitlement.tasks.refused", limit, ConcurrencyLimit::countRefused)
                .description("Requests that were refused because too many tasks of their kind ran and waited")
                .tag(TASK, task)
                .register(registry);
        return limit;
    }

    private void addGauge(
            String name,
            String description,
            String task,
            ConcurrencyLimit limit,
            ToDoubleFunction<ConcurrencyLimit> value) {
        Gauge.builder("entitlement.tasks." + name, limit, value)
                .description(description)
                .tag(TASK, task)
                .register(registry);
    }
}
