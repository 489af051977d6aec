package support.entitlement.web.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import support.entitlement.background.BackgroundTasks;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.release.PolicyStatus;
import support.entitlement.release.tables.Note;
import support.entitlement.report.ImpactState;

/** Metrics of the policy in force, of its impact, and of the outcomes of changes to the tables. Thread-safe. */
@Component
class PolicyMetrics {

    private final MultiGauge revision;
    private final Counter inForce;
    private final Counter refused;

    PolicyMetrics(MeterRegistry registry, CurrentPolicy current, BackgroundTasks asides) {
        this.revision = MultiGauge.builder("entitlement.policy")
                .description("1 for the revision of the policy in force")
                .register(registry);
        this.inForce = createCounter(registry, "in-force");
        this.refused = createCounter(registry, "refused");
        for (String state : ImpactState.ALL) {
            Gauge.builder("entitlement.policy.impact", current, policy -> isImpact(policy, state) ? 1 : 0)
                    .description("1 for the state of knowledge of which answers the release in force changed")
                    .tag("state", state)
                    .register(registry);
        }
        for (Note note : Note.values()) {
            FunctionCounter.builder(
                            "entitlement.policy.notes.failed", asides, each -> each.countFailures(note.toString()))
                    .description("How often something could not be found out that is only told of tables")
                    .tag("note", note.toString())
                    .register(registry);
        }
    }

    private static boolean isImpact(CurrentPolicy current, String state) {
        PolicyStatus.InForce inForce = current.status().inForce();
        return inForce != null && inForce.impact().state().equals(state);
    }

    private static Counter createCounter(MeterRegistry registry, String outcome) {
        return Counter.builder("entitlement.policy.reloads")
                .description("Changes of the tables by what came of them, the first reading included")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** Records the revision in force. It replaces the former one, so that the number of time series does not grow. */
    @EventListener
    void recordInForce(PolicyStatus.InForce event) {
        inForce.increment();
        revision.register(
                List.of(MultiGauge.Row.of(Tags.of("revision", event.policy().revision()), 1)), true);
    }

    @EventListener(PolicyStatus.Refused.class)
    void countRefusal() {
        refused.increment();
    }
}
