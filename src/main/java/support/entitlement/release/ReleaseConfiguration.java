package support.entitlement.release;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import support.entitlement.background.Heartbeats;
import support.entitlement.release.directory.ReleasesProperties;
import support.entitlement.release.directory.RulesProperties;
import support.entitlement.release.impact.ImpactProperties;
import support.entitlement.release.log.LogDatabase;
import support.entitlement.release.tables.ReleaseNotes;
import tools.jackson.databind.json.JsonMapper;

/** Makes the parts of {@link ReleaseService} that other packages use available to them. */
@Configuration(proxyBeanMethods = false)
class ReleaseConfiguration {

    @Bean
    ReleaseService releaseService(
            RulesProperties rules,
            ReleasesProperties properties,
            ImpactProperties impact,
            FourEyes fourEyes,
            LogDatabase database,
            CurrentPolicy current,
            ReleaseNotes notes,
            Heartbeats heartbeats,
            Clock clock,
            JsonMapper json) {
        return new ReleaseService(
                rules, properties, impact, fourEyes, database, current, notes, heartbeats, clock, json);
    }

    @Bean
    Releases releases(ReleaseService service) {
        return service.releases();
    }

    @Bean
    Publisher publisher(ReleaseService service) {
        return service.publisher();
    }
}
