package support.entitlement.web.operations;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import support.entitlement.web.http.AnswerWriter;

/** Configures what settings of operators add to requests; what is off costs nothing. */
@Configuration(proxyBeanMethods = false)
@Import(RequestLoggingConfiguration.class)
class OperationsConfiguration {

    /** Runs once the caller is known. */
    @Bean
    FilterRegistrationBean<CallerLimitFilter> callerLimit(
            LimitProperties limits,
            @Value("${management.endpoints.web.base-path:/actuator}") String management,
            AnswerWriter answers,
            MeterRegistry registry) {
        FilterRegistrationBean<CallerLimitFilter> registration = new FilterRegistrationBean<>(new CallerLimitFilter(
                Math.max(1, limits.requestsPerMinute()), management, answers, registry, System::nanoTime));
        registration.setEnabled(limits.requestsPerMinute() > 0);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        registration.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1);
        return registration;
    }
}
