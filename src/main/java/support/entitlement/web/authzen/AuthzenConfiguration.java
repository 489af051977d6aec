package support.entitlement.web.authzen;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import support.entitlement.web.http.AnswerWriter;

/** Configures what all addresses of the AuthZEN API have in common. */
@Configuration(proxyBeanMethods = false)
class AuthzenConfiguration {

    /** Runs before all filters that may refuse a request. */
    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIds(AnswerWriter answers) {
        FilterRegistrationBean<RequestIdFilter> registration =
                new FilterRegistrationBean<>(new RequestIdFilter(answers));
        registration.addUrlPatterns("/access/v1/*", "/.well-known/authzen-configuration");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
