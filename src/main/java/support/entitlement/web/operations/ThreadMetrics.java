package support.entitlement.web.operations;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import support.entitlement.background.HeartbeatStatus;
import support.entitlement.background.Heartbeats;

/** Metrics of the threads that work for as long as the service runs. Thread-safe. */
@Component
class ThreadMetrics {

    private static final String THREAD = "thread";

    private final MeterRegistry registry;
    private final Heartbeats heartbeats;

    ThreadMetrics(MeterRegistry registry, Heartbeats heartbeats) {
        this.registry = registry;
        this.heartbeats = heartbeats;
        Gauge.builder(
                        "entitlement.threads.unwell",
                        heartbeats,
                        all -> all.unwellThreads().size())
                .description("Threads that have given no sign of life for 10 seconds, or whose last round failed")
                .register(registry);
    }

    /** Adds the metrics of each thread. All threads have been started when the service is ready. */
    @EventListener(ApplicationReadyEvent.class)
    void addThreads() {
        heartbeats.checkThreads().stream().map(HeartbeatStatus::thread).forEach(this::addThread);
    }

    private void addThread(String name) {
        Gauge.builder(
                        "entitlement.thread.silent",
                        heartbeats,
                        all -> readStatus(all, name, HeartbeatStatus::silentForSeconds))
                .description("The time since the last sign of life of a thread")
                .baseUnit("seconds")
                .tag(THREAD, name)
                .register(registry);
        Gauge.builder(
                        "entitlement.thread.unwell",
                        heartbeats,
                        all -> readStatus(all, name, status -> status.isUnwell() ? 1 : 0))
                .description("1 while a thread has given no sign of life for 10 seconds, or its last round failed")
                .tag(THREAD, name)
                .register(registry);
        FunctionCounter.builder(
                        "entitlement.thread.restarts",
                        heartbeats,
                        all -> readStatus(all, name, HeartbeatStatus::startedAgain))
                .description("How often a thread has died and was started again")
                .tag(THREAD, name)
                .register(registry);
    }

    private static double readStatus(Heartbeats all, String name, ToDoubleFunction<HeartbeatStatus> value) {
        return all.checkThreads().stream()
                .filter(status -> status.thread().equals(name))
                .mapToDouble(value)
                .findFirst()
                .orElse(Double.NaN);
    }
}
