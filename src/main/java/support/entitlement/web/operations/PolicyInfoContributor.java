package support.entitlement.web.operations;

import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;
import support.entitlement.release.CurrentPolicy;

/**
 * Adds to {@code /actuator/info} the inputs that answers depend on: the revision in force, and the time zone data of
 * the runtime.
 */
@Component
class PolicyInfoContributor implements InfoContributor {

    /**
     * The version of the time zone data. All zones of one runtime come from one version: the newest that any of them
     * has.
     */
    private static final String TZDATA =
            ZoneRulesProvider.getVersions("UTC").lastEntry().getKey();

    private final CurrentPolicy current;

    PolicyInfoContributor(CurrentPolicy current) {
        this.current = current;
    }

    @Override
    public void contribute(Info.Builder builder) {
        builder.withDetail("timeZones", Map.of("version", TZDATA));
        current.policy().ifPresent(policy -> builder.withDetail("policy", Map.of("revision", policy.revision())));
    }
}
