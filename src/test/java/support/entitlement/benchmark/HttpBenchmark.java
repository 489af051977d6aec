package support.entitlement.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;
import support.entitlement.Application;
import support.entitlement.benchmark.LoadComparison.Side;

/**
 * Measures requests of single queries, beside {@link BareServer}s that answer a constant, one of as many bytes and one
 * of few, and beside the same decision by OpenL Tablets ({@link OpenlBaseline}), as it is and filled to as many bytes. Each server runs in a process of its own; the load comes from this process.
 */
public final class HttpBenchmark {

    static final byte[] REQUEST = LoadComparison.post(
            "/v1/evaluation",
            "{\"plan\":\"Enterprise Premium\",\"issueType\":\"API outage\","
                    + "\"impact\":{\"productionUse\":\"not possible\",\"workaround\":false},"
                    + "\"channel\":\"Landline\",\"openedAt\":\"2026-03-06T16:30:00+01:00\"}");

    private static final int FEW_BYTES = 150;

    private HttpBenchmark() {}

    /**
     * Runs it. The arguments are the number of rounds, after twice as many to warm up; the seconds that each server is
     * asked in a round; the number of lines to stream at a time, 0 for no streams.
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 4;
        int lines = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 500_000;
        Path directory = Files.createTempDirectory("http");
        try (MeasuredServer service = startService(directory)) {
            Side measured = Side.of("service", service, random -> REQUEST);
            long bytes = LoadComparison.bytesAnswered(measured);
            OpenlBaseline openl = OpenlBaseline.build(directory);
            try (MeasuredServer equal = startBare(directory, bytes);
                    MeasuredServer small = startBare(directory, FEW_BYTES);
                    MeasuredServer openlSmall = openl.start(REQUEST, 0)) {
                Side byOpenl = Side.of("OpenL", openlSmall, random -> REQUEST);
                try (MeasuredServer openlEqual = openl.start(REQUEST, bytes - LoadComparison.bytesAnswered(byOpenl))) {
                    new LoadComparison(rounds, seconds)
                            .run(List.of(
                                    measured,
                                    Side.of("bare, as many bytes", equal, random -> REQUEST),
                                    Side.of("bare, " + FEW_BYTES + " bytes", small, random -> REQUEST),
                                    byOpenl,
                                    Side.of("OpenL, as many bytes", openlEqual, random -> REQUEST)));
                }
            }
            if (lines > 0) {
                new LineStream(service.port(), lines).run(rounds);
            }
        }
        FileSystemUtils.deleteRecursively(directory);
    }

    /** Starts the service with the shipped tables and its default settings, but for those named here. */
    static MeasuredServer startService(Path directory, String... settings) throws IOException, InterruptedException {
        int port = MeasuredServer.freePort();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--entitlement.rules.directory=" + ManyRows.SHIPPED.toAbsolutePath(),
                "--entitlement.releases.memory=" + directory.resolve("memory-" + port)));
        arguments.addAll(List.of(settings));
        return MeasuredServer.start(
                Application.class, port, directory.resolve("service-" + port + ".log"), REQUEST, arguments);
    }

    private static MeasuredServer startBare(Path directory, long bytes) throws IOException, InterruptedException {
        int port = MeasuredServer.freePort();
        return MeasuredServer.start(
                BareServer.class,
                port,
                directory.resolve("bare-" + bytes + ".log"),
                REQUEST,
                List.of(String.valueOf(port), String.valueOf(bytes)));
    }

    /** Runs a client of a benchmark in a process of its own, and waits for its end. */
    static void runClient(Class<?> main, int port, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                String.valueOf(port)));
        command.addAll(List.of(arguments));
        Process client = new ProcessBuilder(command).inheritIO().start();
        try {
            int status = client.waitFor();
            if (status != 0) {
                throw new IllegalStateException(main.getSimpleName() + " ended with " + status);
            }
        } finally {
            client.destroyForcibly();
        }
    }
}
