package support.entitlement.web.operations;

import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.release.PolicyStatus;
import support.entitlement.release.PolicyStatus.InForce;
import support.entitlement.release.PolicyStatus.Refused;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;

/**
 * The health of the policy; part of readiness. Down until a policy is in force. Up while one is, even if newer tables
 * are refused, with details about both. Out of service if the database has not accepted the service since its start. While the log lacks releases that this service knew, it is {@code REWOUND}, which leaves the
 * overall status as it is.
 */
@Component("policy")
class PolicyHealthIndicator implements HealthIndicator {

    private static final int MAX_ERRORS = 10;
    private static final String REWOUND = "REWOUND";

    private final CurrentPolicy current;

    PolicyHealthIndicator(CurrentPolicy current) {
        this.current = current;
    }

    @Override
    public Health health() {
        PolicyStatus status = current.status();
        InForce inForce = status.inForce();
        Refused refused = status.refused();
        Health.Builder health = inForce == null
                ? Health.down()
                : (status.logRewound() == null ? Health.up() : Health.status(REWOUND))
                        .withDetail("revision", inForce.policy().revision())
                        .withDetail("since", inForce.since())
                        .withDetail("impact", inForce.impact().state());
        if (inForce != null && inForce.impact().reason() != null) {
            health.withDetail("impactReason", inForce.impact().reason());
        }
        if (refused != null) {
            health.withDetail("refusedAt", refused.at()).withDetail("errors", firstErrors(refused));
        }
        if (status.logAway() != null) {
            if (status.logAway().refused()) {
                health.outOfService();
            }
            health.withDetail("logAwaySince", status.logAway().since())
                    .withDetail("logAway", status.logAway().why());
        }
        if (status.logReadOnly() != null) {
            health.withDetail("logReadOnlySince", status.logReadOnly().since())
                    .withDetail("logReadOnly", status.logReadOnly().why());
        }
        if (status.memoryAway() != null) {
            health.withDetail("memoryAwaySince", status.memoryAway().since())
                    .withDetail("memoryAway", status.memoryAway().why());
        }
        if (status.logRewound() != null) {
            health.withDetail("logRewoundSince", status.logRewound().since())
                    .withDetail("logRewound", status.logRewound().why());
        }
        return health.build();
    }

    private static List<String> firstErrors(Refused refused) {
        return refused.problems().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .limit(MAX_ERRORS)
                .map(Problem::toString)
                .toList();
    }
}
