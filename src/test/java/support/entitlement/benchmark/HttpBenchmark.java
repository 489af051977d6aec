package support.entitlement.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import support.entitlement.Application;

/**
 * Starts the service, with a bare controller beside it that answers a constant, and a {@link LoadClient} in a separate
 * process that queries both in turn. Everything stays on this machine, and ends when the client has ended.
 */
public final class HttpBenchmark {

    private HttpBenchmark() {}

    /** Runs it; the arguments are the load client's. */
    public static void main(String[] arguments) throws Exception {
        try (ConfigurableApplicationContext service = new SpringApplicationBuilder(Application.class)
                .profiles("benchmark")
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--server.tomcat.max-keep-alive-requests=-1",
                        "--spring.main.banner-mode=off")) {
            int port = ((WebServerApplicationContext) service).getWebServer().getPort();
            runClient(LoadClient.class, port, arguments);
        }
    }

    /** Runs a client in a separate process, and waits for its end. */
    static void runClient(Class<?> main, int port, String... arguments) throws Exception {
        Process client =
                new ProcessBuilder(client(main, port, arguments)).inheritIO().start();
        try {
            int status = client.waitFor();
            if (status != 0) {
                throw new IllegalStateException(main.getSimpleName() + " ended with " + status);
            }
        } finally {
            client.destroyForcibly();
        }
    }

    private static List<String> client(Class<?> main, int port, String[] arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                String.valueOf(port)));
        command.addAll(List.of(arguments));
        return command;
    }
}
