package support.entitlement.web.evaluation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import support.entitlement.decision.Decision;

/** Counts and times evaluations by their outcome. Thread-safe. */
@Component
public class EvaluationMetrics {

    private static final String EVALUATIONS = "entitlement.evaluations";

    private final Timer entitled;
    private final Timer notEntitled;
    private final Timer rejected;

    EvaluationMetrics(MeterRegistry registry) {
        this.entitled = createTimer(registry, "entitled");
        this.notEntitled = createTimer(registry, "not-entitled");
        this.rejected = createTimer(registry, "rejected");
    }

    private static Timer createTimer(MeterRegistry registry, String outcome) {
        return Timer.builder(EVALUATIONS)
                .description("Evaluations by outcome, from the parsed request to the answer")
                .tag("outcome", outcome)
                .register(registry);
    }

    void recordDecision(Decision decision, long nanos) {
        (decision.entitled() ? entitled : notEntitled).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Counts a request that failed before it could be evaluated. */
    public void recordUnreadable() {
        recordRejection(0);
    }

    void recordRejection(long nanos) {
        rejected.record(nanos, TimeUnit.NANOSECONDS);
    }
}
