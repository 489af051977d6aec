package support.entitlement;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** HAProxy with the configuration that the manual gives, in front of replicas on ports of this machine. */
public final class HaproxyProcess implements AutoCloseable {

    private static final Path CONFIGURATION = Path.of("src/main/haproxy/haproxy.cfg");
    private static final List<Path> PROGRAMS = List.of(
            Path.of("/usr/sbin/haproxy"), Path.of("/usr/local/sbin/haproxy"), Path.of("/opt/homebrew/bin/haproxy"));

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = findFreePort();
    private final int statisticsPort = findFreePort();
    private final Process process;

    /**
     * Starts it.
     *
     * @param folder where it may write its configuration
     * @param replicas the ports of three replicas
     */
    public HaproxyProcess(Path folder, List<Integer> replicas) throws IOException {
        this.process = start(folder, configure(replicas), Map.of());
    }

    /**
     * Starts a process with another configuration. Where there is no HAProxy, the test is skipped; in CI it fails.
     *
     * @param folder its working directory, where its configuration and log are written
     */
    public static Process start(Path folder, String configuration, Map<String, String> environment) throws IOException {
        Path program = PROGRAMS.stream().filter(Files::isExecutable).findFirst().orElse(null);
        Assumptions.assumeTrue(
                program != null || System.getenv("CI") != null, "There is no HAProxy (apt-get install haproxy).");
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), configuration);
        ProcessBuilder builder = new ProcessBuilder(String.valueOf(program), "-db", "-f", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private String configure(List<Integer> replicas) throws IOException {
        String text = Files.readString(CONFIGURATION).replace("bind :8080", "bind 127.0.0.1:" + port);
        List<String> names = List.of("one", "two", "three");
        for (String name : names) {
            text = text.replace(" " + name + ":8080", " 127.0.0.1:" + replicas.get(names.indexOf(name)));
        }
        return text + "\nfrontend statistics\n    bind 127.0.0.1:" + statisticsPort
                + "\n    stats enable\n    stats uri /statistics\n";
    }

    /** Waits until it finds so many replicas ready, and has none left to look at. */
    public void awaitReady(int replicas) {
        await().until(() -> countReady() == replicas);
    }

    private long countReady() throws InterruptedException {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + statisticsPort + "/statistics;csv"))
                                    .build(),
                            BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.matches("entitlements,(one|two|three),.*"))
                    .filter(line -> line.contains(",UP,"))
                    .count();
        } catch (IOException e) {
            return 0; // It has not begun to listen.
        }
    }

    /** Returns the address of a path. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        Waiting.awaitEnd(process.destroyForcibly());
    }

    /** Returns a port on which nothing listens now. */
    public static int findFreePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
