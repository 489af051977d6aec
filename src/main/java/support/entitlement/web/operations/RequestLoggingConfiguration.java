package support.entitlement.web.operations;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import support.entitlement.web.http.AnswerWriter;

/** Adds the ids of requests, and their lines in the log, to a server: that of the service, and that of a management port. */
class RequestLoggingConfiguration {

    /** Runs before all filters that may refuse a request. */
    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIds(AnswerWriter answers) {
        FilterRegistrationBean<RequestIdFilter> registration =
                new FilterRegistrationBean<>(new RequestIdFilter(answers));
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> accessLog(LoggingProperties logging) {
        return factory -> {
            if (logging.access()) {
                factory.addEngineValves(new AccessLogValve());
            }
        };
    }
}
