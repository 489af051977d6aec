package support.entitlement;

import java.util.concurrent.CompletableFuture;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import support.entitlement.policy.PolicyCompiler;

/** The service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Application {

    /** Starts the service; see {@code application.yaml} for what can be set. */
    public static void main(String[] arguments) {
        CompletableFuture.runAsync(PolicyCompiler::warmUp);
        SpringApplication.run(Application.class, arguments);
    }
}
