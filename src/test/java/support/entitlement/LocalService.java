package support.entitlement;

import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The service within the process of the tests, with HTTP on a random port: it starts in a tenth of the processor time of a {@link
 * ServiceProcess}, and cannot be killed. Several of them are replicas if they use one database.
 */
public final class LocalService extends ReachableService {

    private final ConfigurableApplicationContext context;
    private final PublishingService publishing;

    /** Starts one with the settings of the service alone and these arguments, and waits until it is ready. */
    public LocalService(List<String> arguments) {
        this.context = new SpringApplicationBuilder(Application.class)
                .properties(
                        "server.address=127.0.0.1",
                        "server.port=0",
                        "spring.main.banner-mode=off",
                        "spring.config.location=classpath:/application.yaml")
                .run(arguments.toArray(String[]::new));
        this.publishing = new PublishingService(context);
    }

    /** Returns the port at which a service listens. */
    public static int portOf(ConfigurableApplicationContext service) {
        return ((WebServerApplicationContext) service).getWebServer().getPort();
    }

    /** Publishes its newest release with another edition, see {@link PublishingService}, and returns the reply. */
    public String publish(int edition) {
        return publishing.publish(edition);
    }

    @Override
    public int port() {
        return portOf(context);
    }

    @Override
    public void close() {
        context.close();
    }
}
