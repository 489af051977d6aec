package support.entitlement.web.operations;

import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;
import support.entitlement.release.CurrentPolicy;

/** Shows at {@code /actuator/info} what answers depend on: the revision in force, and the time zone data of the runtime. */
@Component
class PolicyInfoContributor implements InfoContributor {

    /** Zones of one runtime all come from one edition of the data; the newest that any of them has is this one. */
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
