package support.entitlement.release;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the parts of {@link ReleaseService} that other packages use available to them. */
@Configuration(proxyBeanMethods = false)
class ReleaseConfiguration {

    @Bean
    Releases releases(ReleaseService service) {
        return service.releases();
    }

    @Bean
    Publisher publisher(ReleaseService service) {
        return service.publisher();
    }
}
