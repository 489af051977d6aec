package support.entitlement.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import support.entitlement.decision.Decision;

/** Counts and times evaluations by their outcome. Thread-safe. */
@Component
class EvaluationMetrics {

    private static final String EVALUATIONS = "entitlement.evaluations";

    private final Timer entitled;
    private final Timer notEntitled;
    private final Timer rejected;

    EvaluationMetrics(MeterRegistry registry) {
        this.entitled = timer(registry, "entitled");
        this.notEntitled = timer(registry, "not-entitled");
        this.rejected = timer(registry, "rejected");
    }

    private static Timer timer(MeterRegistry registry, String outcome) {
        return Timer.builder(EVALUATIONS)
                .description("Evaluations by outcome, from the parsed request to the answer")
                .tag("outcome", outcome)
                .register(registry);
    }

    void decided(Decision decision, long nanos) {
        (decision.entitled() ? entitled : notEntitled).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Counts a request that ended before there was anything to evaluate. */
    void unreadable() {
        rejected(0);
    }

    void rejected(long nanos) {
        rejected.record(nanos, TimeUnit.NANOSECONDS);
    }
}
