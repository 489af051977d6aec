package support.entitlement.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.List;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import support.entitlement.web.http.AnswerWriter;
import support.entitlement.web.http.JsonMemory;
import support.entitlement.web.operations.TracingSwitch;
import support.entitlement.web.server.BodyMemory;
import support.entitlement.web.server.BodyReceptionFilter;
import support.entitlement.web.server.GuardedHttpProtocol;
import support.entitlement.web.server.ProbeReserveFilter;
import support.entitlement.web.server.ProblemReportValve;
import support.entitlement.web.server.RequestTimerFilter;

/** Configures the server for the REST layer. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    /** The maximal time until the next byte of a body, also of a stream. */
    private static final Duration MAX_IDLE_BODY = Duration.ofSeconds(60);

    private static final int HEAP_OF_A_CONNECTION = 256 << 10;

    /** Runs after Spring Boot's own customizer, so that this valve is asked first. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat(AnswerWriter answers) {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemReportValve(answers)));
    }

    /** Runs before all filters that do work, which then see complete bodies. */
    @Bean
    FilterRegistrationBean<BodyReceptionFilter> bodyReception(
            BodyMemory bodies, JsonMemory trees, AnswerWriter answers) {
        FilterRegistrationBean<BodyReceptionFilter> registration =
                new FilterRegistrationBean<>(new BodyReceptionFilter(bodies, trees, answers));
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return registration;
    }

    /** Runs even before the reception of bodies, which occupies no thread. */
    @Bean
    FilterRegistrationBean<ProbeReserveFilter> probeReserve(
            @Value("${server.tomcat.threads.max:200}") int threads,
            @Value("${management.endpoints.web.base-path:/actuator}") String base,
            AnswerWriter answers,
            MeterRegistry registry) {
        FilterRegistrationBean<ProbeReserveFilter> registration = new FilterRegistrationBean<>(new ProbeReserveFilter(
                threads, List.of(base + "/health", base + "/prometheus", base + "/info"), answers, registry));
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    /** Times requests once their bodies are complete, in place of Spring's observation, unless spans of requests are sent. */
    @Bean
    FilterRegistrationBean<RequestTimerFilter> requestTimer(MeterRegistry registry, Environment settings) {
        return measureBy(new RequestTimerFilter(registry), !TracingSwitch.sendsSpans(settings));
    }

    /** Observes requests if spans of them are sent: it times them under the same name. Otherwise Spring Boot would add it nevertheless. */
    @Bean
    FilterRegistrationBean<ServerHttpObservationFilter> requestObservation(
            ObservationRegistry registry, Environment settings) {
        return measureBy(new ServerHttpObservationFilter(registry), TracingSwitch.sendsSpans(settings));
    }

    private static <F extends Filter> FilterRegistrationBean<F> measureBy(F filter, boolean enabled) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(enabled);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return registration;
    }

    /** Keeps Spring Boot from adding a filter that does what the dispatcher does again. */
    @Bean
    FilterRegistrationBean<RequestContextFilter> noRequestContext() {
        FilterRegistrationBean<RequestContextFilter> registration =
                new FilterRegistrationBean<>(new RequestContextFilter());
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    WebMvcRegistrations rememberedHandlers() {
        return new WebMvcRegistrations() {

            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new RememberedHandlerMapping();
            }
        };
    }

    /**
     * Limits how long a connection may be slow, and how many may be open: the buffers of each take a part of the heap.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundsOfConnections() {
        return factory -> {
            factory.setProtocol(GuardedHttpProtocol.class.getName());
            factory.addConnectorCustomizers(connector -> {
                AbstractHttp11Protocol<?> http = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
                http.setDisableUploadTimeout(false);
                http.setConnectionUploadTimeout((int) MAX_IDLE_BODY.toMillis());
                http.setMaxConnections((int)
                        Math.min(http.getMaxConnections(), Runtime.getRuntime().maxMemory() / HEAP_OF_A_CONNECTION));
            });
        };
    }
}
