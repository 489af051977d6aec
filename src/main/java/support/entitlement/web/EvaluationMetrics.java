package support.entitlement.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import support.entitlement.decision.Decision;
import support.entitlement.release.PolicyInForce;

/** Counts and times evaluations by their outcome, and shows which policy is in force. Thread-safe. */
@Component
class EvaluationMetrics {

    private static final String EVALUATIONS = "entitlement.evaluations";

    private final Timer entitled;
    private final Timer notEntitled;
    private final Timer rejected;
    private final MultiGauge revision;

    EvaluationMetrics(MeterRegistry registry) {
        this.revision = MultiGauge.builder("entitlement.policy")
                .description("1 for the revision of the policy in force")
                .register(registry);
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

    @EventListener
    void inForce(PolicyInForce event) {
        revision.register(
                List.of(MultiGauge.Row.of(Tags.of("revision", event.policy().revision()), 1)), true);
    }

    void decided(Decision decision, long nanos) {
        (decision.entitled() ? entitled : notEntitled).record(nanos, TimeUnit.NANOSECONDS);
    }

    void rejected(long nanos) {
        rejected.record(nanos, TimeUnit.NANOSECONDS);
    }
}
