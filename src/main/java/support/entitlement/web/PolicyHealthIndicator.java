package support.entitlement.web;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.table.Problem;

/** Down until a policy serves, and then says which; part of readiness. */
@Component("policy")
class PolicyHealthIndicator implements HealthIndicator {

    private final CurrentPolicy current;

    PolicyHealthIndicator(CurrentPolicy current) {
        this.current = current;
    }

    @Override
    public Health health() {
        return current.policy()
                .map(policy -> Health.up().withDetail("revision", policy.revision()))
                .orElseGet(() -> Health.down()
                        .withDetail(
                                "problems",
                                current.problems().stream()
                                        .map(Problem::toString)
                                        .toList()))
                .build();
    }
}
