package support.entitlement.web.operations;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import support.entitlement.background.Heartbeats;

/** Counts the threads of the service that are stalled or failing. Thread-safe. */
@Component
class ThreadMetrics {

    ThreadMetrics(MeterRegistry registry, Heartbeats heartbeats) {
        Gauge.builder(
                        "entitlement.threads.unwell",
                        heartbeats,
                        all -> all.unwellThreads().size())
                .description("Threads that have given no sign of life for 10 seconds, or whose last round failed")
                .register(registry);
    }
}
