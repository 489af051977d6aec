package support.entitlement.workbench;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import support.entitlement.Application;

/** A service that a test stops and starts again at the same port. */
public final class RunningService implements AutoCloseable {

    private final List<String> settings;
    private int port;
    private @Nullable ConfigurableApplicationContext service;

    /**
     * Starts a service.
     *
     * @param folder holds {@code rules}, and receives what the service keeps
     * @param settings further ones, as arguments
     */
    public RunningService(Path folder, List<String> settings) {
        this.settings = new ArrayList<>(List.of(
                "--entitlement.rules.directory=" + folder.resolve("rules"),
                "--entitlement.releases.memory=" + folder.resolve("memory")));
        this.settings.addAll(settings);
        start();
    }

    /** Starts it; a second time at the port of the first. */
    void start() {
        List<String> arguments = new ArrayList<>(settings);
        arguments.add("--server.port=" + port);
        ConfigurableApplicationContext started = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .run(arguments.toArray(String[]::new));
        port = started.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        service = started;
    }

    /** Waits until this release is in force. */
    void awaitRelease(long number) {
        HttpRequest policy =
                HttpRequest.newBuilder(URI.create(address() + "v1/policy")).build();
        await().until(() -> HttpClient.newHttpClient()
                .send(policy, BodyHandlers.ofString())
                .body()
                .contains("\"release\":" + number + ","));
    }

    void stop() {
        if (service != null) {
            service.close();
            service = null;
        }
    }

    /** Returns the address of its first page. */
    public String address() {
        return "http://localhost:" + port + "/";
    }

    @Override
    public void close() {
        stop();
    }
}
