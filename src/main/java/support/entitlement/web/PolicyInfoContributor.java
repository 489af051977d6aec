package support.entitlement.web;

import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;
import support.entitlement.release.CurrentPolicy;

/** Shows the revision in force at {@code /actuator/info}. */
@Component
class PolicyInfoContributor implements InfoContributor {

    private final CurrentPolicy current;

    PolicyInfoContributor(CurrentPolicy current) {
        this.current = current;
    }

    @Override
    public void contribute(Info.Builder builder) {
        current.policy().ifPresent(policy -> builder.withDetail("policy", Map.of("revision", policy.revision())));
    }
}
