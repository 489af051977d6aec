package support.entitlement.web.operations;

import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import support.entitlement.background.HeartbeatStatus;
import support.entitlement.background.Heartbeats;

/**
 * The health of the threads that follow the rules directory and the log of releases. A stalled thread shows as {@code
 * STALLED} and does not change the overall status: the service goes on answering from the policy in force, but may miss
 * changes.
 */
@Component("threads")
class ThreadHealthIndicator implements HealthIndicator {

    private static final String STALLED = "STALLED";

    private final Heartbeats heartbeats;

    ThreadHealthIndicator(Heartbeats heartbeats) {
        this.heartbeats = heartbeats;
    }

    @Override
    public Health health() {
        List<HeartbeatStatus> all = heartbeats.checkThreads();
        Health.Builder health = all.stream().anyMatch(HeartbeatStatus::isUnwell) ? Health.status(STALLED) : Health.up();
        all.forEach(thread -> health.withDetail(thread.thread(), thread));
        return health.build();
    }
}
