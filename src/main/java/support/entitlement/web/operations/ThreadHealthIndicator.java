package support.entitlement.web.operations;

import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import support.entitlement.background.HeartbeatStatus;
import support.entitlement.background.Heartbeats;

/**
 * Shows how the threads are that follow the rules directory and the log of releases. If one stands still, the service goes on
 * answering by what is in force, and so the whole stays up; that changes may not be seen shows as {@code STALLED} here.
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
