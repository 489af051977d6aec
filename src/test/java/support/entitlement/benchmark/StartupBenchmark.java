package support.entitlement.benchmark;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * Measures the time from the call of {@code java} until the service reports that it is ready, as a jar and with an archive
 * of its classes, beside a {@link BareServer}. Each start is a new process; the three take turns.
 */
public final class StartupBenchmark {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final int STARTS = 5;
    private static final long MAX_SECONDS = 180;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    private final Path directory;
    private final int port;

    private StartupBenchmark(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** The time until a process was ready, and the processor time that it took for that. */
    private record Start(double seconds, double processorSeconds) {}

    /** A command to start, and an address that answers with 200 once the server is ready. */
    private record Side(String name, List<String> command, HttpRequest ready, List<Start> starts) {}

    /** Runs it. The service must have been packaged with the profile {@code archive}. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("startup");
        Files.createDirectory(directory.resolve("rules"));
        for (Path file : ManyRows.files(ManyRows.SHIPPED)) {
            Files.copy(file, directory.resolve("rules").resolve(file.getFileName()));
        }
        try {
            new StartupBenchmark(directory, MeasuredServer.freePort()).run();
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private void run() throws IOException, InterruptedException {
        Side bare = new Side(
                "bare server",
                List.of("-cp", System.getProperty("java.class.path"), BareServer.class.getName(), port + "", "150"),
                request("/v1/evaluation")
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .header("Content-Type", "application/json")
                        .build(),
                new ArrayList<>());
        List<Side> sides = List.of(
                service("service", List.of("-jar", "target/support-entitlements.jar")),
                service("service, archived classes", List.of("@target/service/start")),
                bare);
        for (int round = 0; round < STARTS; round++) {
            for (Side side : sides) {
                side.starts().add(startUntilReady(side));
            }
        }
        for (Side side : sides) {
            System.out.printf(
                    Locale.ROOT,
                    "%-26s ready after %s s, %s s of CPU; %.2f and %.2f times the bare server%n",
                    side.name(),
                    describe(side, Start::seconds),
                    describe(side, Start::processorSeconds),
                    median(side, Start::seconds) / median(bare, Start::seconds),
                    median(side, Start::processorSeconds) / median(bare, Start::processorSeconds));
        }
    }

    private Side service(String name, List<String> command) {
        return new Side(
                name,
                Stream.concat(
                                command.stream(),
                                Stream.of(
                                        "--server.address=127.0.0.1",
                                        "--server.port=" + port,
                                        "--entitlement.rules.directory=" + directory.resolve("rules"),
                                        "--entitlement.releases.memory=" + directory.resolve("memory")))
                        .toList(),
                request("/actuator/health/readiness").build(),
                new ArrayList<>());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5));
    }

    private Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(directory.toFile(), "log"))
                .start();
    }

    private Start startUntilReady(Side side) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = start(side.command());
        try {
            while (!isReady(side)) {
                if (!process.isAlive() || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(MAX_SECONDS)) {
                    throw new IOException("Not ready: " + Files.readString(directory.resolve("log")));
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
            return new Start(
                    (System.nanoTime() - start) / 1e9,
                    process.toHandle().info().totalCpuDuration().orElseThrow().toMillis() / 1e3);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private boolean isReady(Side side) throws InterruptedException {
        try {
            return client.send(side.ready(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static double median(Side side, ToDoubleFunction<Start> figure) {
        return sorted(side, figure)[STARTS / 2];
    }

    private static double[] sorted(Side side, ToDoubleFunction<Start> figure) {
        return side.starts().stream().mapToDouble(figure).sorted().toArray();
    }

    private static String describe(Side side, ToDoubleFunction<Start> figure) {
        double[] sorted = sorted(side, figure);
        return String.format(
                Locale.ROOT, "%.2f (%.2f to %.2f)", sorted[STARTS / 2], sorted[0], sorted[sorted.length - 1]);
    }
}
