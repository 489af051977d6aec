package support.entitlement;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Application {

    /** Starts the service; see {@code application.yaml} for what can be set. */
    public static void main(String[] arguments) {
        SpringApplication.run(Application.class, arguments);
    }
}
