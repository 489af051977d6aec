package support.entitlement.web;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the REST layer needs of its surroundings. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    /** Milliseconds are as exact as anybody reads; every instant that the service sets itself has three digits at most. */
    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    /** After Spring Boot's own, so that it is asked first. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat(AnswerWriter answers) {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemReportValve(answers)));
    }
}
