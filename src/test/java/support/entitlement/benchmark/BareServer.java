package support.entitlement.benchmark;

import io.swagger.v3.oas.annotations.Hidden;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The baseline of the HTTP benchmark: what Spring Boot's starter for the web consists of, and a controller that
 * receives a body as text and answers a constant of as many bytes as its first argument says. It runs in a process of
 * its own.
 */
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class
})
class BareServer {

    private static final String PROFILE = "bare-server";
    private static final int LENGTH_WITHOUT_FILLING = "{\"constant\":\"\"}".length();

    /** Starts it. The arguments are the port and the length of the answer in bytes. */
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(BareServer.class)
                .profiles(PROFILE)
                .properties(Map.of(
                        "spring.config.location", "optional:classpath:/none/",
                        "spring.main.banner-mode", "off",
                        "server.address", "127.0.0.1",
                        "server.port", arguments[0],
                        "server.tomcat.max-keep-alive-requests", "-1",
                        "answer.length", arguments[1]))
                .run();
    }

    @Bean
    ConstantController controller(@Value("${answer.length}") int length) {
        String filling = "x".repeat(Math.max(0, length - LENGTH_WITHOUT_FILLING));
        return new ConstantController(("{\"constant\":\"" + filling + "\"}").getBytes(StandardCharsets.US_ASCII));
    }

    /** Answers a constant. The profile hides it from tests, which find all controllers in the class path. */
    @Hidden
    @Profile(PROFILE)
    @RestController
    static class ConstantController {

        private final byte[] answer;

        ConstantController(byte[] answer) {
            this.answer = answer;
        }

        @PostMapping(path = "/v1/evaluation", produces = MediaType.APPLICATION_JSON_VALUE)
        byte[] answer(@RequestBody String request) {
            return answer;
        }
    }
}
