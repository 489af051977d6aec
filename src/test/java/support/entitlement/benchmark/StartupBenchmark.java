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
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Measures the time from {@code java -jar} until the service reports that it is ready, in a new process each time. */
public final class StartupBenchmark {

    private static final Path JAR = Path.of("target", "support-entitlements.jar");
    private static final int STARTS = 5;
    private static final long LONGEST_SECONDS = 60;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    private StartupBenchmark() {}

    /** Runs it. The jar must have been packaged. */
    public static void main(String[] arguments) throws Exception {
        StartupBenchmark benchmark = new StartupBenchmark();
        double[] seconds = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            seconds[i] = benchmark.secondsUntilReady();
            System.out.printf("start %d: ready after %.2f s%n", i + 1, seconds[i]);
        }
        Arrays.sort(seconds);
        System.out.printf("best %.2f s, median %.2f s%n", seconds[0], seconds[STARTS / 2]);
    }

    private double secondsUntilReady() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("startup");
        Path rules = Files.createDirectory(directory.resolve("rules"));
        for (Path file : ManyRows.files(ManyRows.SHIPPED)) {
            Files.copy(file, rules.resolve(file.getFileName()));
        }
        int port = MeasuredServer.freePort();
        long start = System.nanoTime();
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        JAR.toAbsolutePath().toString(),
                        "--server.address=127.0.0.1",
                        "--server.port=" + port)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(new File(directory.toFile(), "log"))
                .start();
        try {
            while (!isReady(port)) {
                if (!service.isAlive() || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
                    throw new IOException("Not ready: " + Files.readString(directory.resolve("log")));
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            service.destroyForcibly().waitFor();
            ManyRows.delete(rules);
            ManyRows.delete(directory);
        }
    }

    private boolean isReady(int port) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
