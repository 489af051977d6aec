package support.entitlement;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Provides the clock of the service. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    /** Ticks in milliseconds, in UTC: every instant that the service sets itself has three digits of a second at most. */
    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }
}
