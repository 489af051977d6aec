package support.entitlement.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import support.entitlement.LocalService;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.release.PolicyStatus;
import support.entitlement.report.ImpactState;
import support.entitlement.report.ProblemFormatter;

/**
 * Measures what rows cost: the time until tables of so many rows are in force at a start, the time until a saved cell is, and the heap
 * that stays in use after each. The shipped tables in the same run are the baseline.
 */
public final class RowsBenchmark {

    private static final String QUERY = "{\"plan\": \"Enterprise Premium\", \"issueType\": \"Issue reports\"}";

    private final Path directory;
    private final int rows;

    private RowsBenchmark(Path directory, int rows) {
        this.directory = directory;
        this.rows = rows;
    }

    /** Runs it. The arguments are numbers of rows; 0 means the shipped tables. */
    public static void main(String[] arguments) throws Exception {
        List<String> sizes = arguments.length > 0 ? List.of(arguments) : List.of("0", "5000", "20000", "50000");
        for (String size : sizes) {
            int rows = Integer.parseInt(size);
            Path directory = ManyRows.directory(rows);
            try {
                new RowsBenchmark(directory, rows).measure();
            } finally {
                ManyRows.delete(directory);
            }
        }
    }

    private void measure() throws Exception {
        Path log = Files.createTempDirectory("rows-log");
        long start = System.nanoTime();
        try (ConfigurableApplicationContext service = InProcessService.start(directory, log)) {
            CurrentPolicy current = service.getBean(CurrentPolicy.class);
            await(() -> current.status().inForce() != null || current.status().refused() != null);
            double started = seconds(start);
            PolicyStatus.Refused refused = current.status().refused();
            if (refused != null) {
                System.out.printf(
                        Locale.ROOT,
                        "%d rows: refused after %.1f s: %s%n",
                        rows,
                        started,
                        ProblemFormatter.formatProblems(refused.problems()));
                return;
            }
            int answer = ask(service);
            double heap = measureHeap();

            String before = current.orThrow().revision();
            start = System.nanoTime();
            changeCell();
            await(() -> !current.orThrow().revision().equals(before));
            double saved = seconds(start);
            await(() -> current.status().inForce().impact() != ImpactState.PENDING);
            double told = seconds(start);
            System.out.printf(
                    Locale.ROOT,
                    "%d rows: started in %.1f s, answer %d, heap after GC %.0f MB; a saved cell in force after %.1f s, its impact told"
                            + " after %.1f s, heap after GC %.0f MB%n",
                    rows,
                    started,
                    answer,
                    heap,
                    saved,
                    told,
                    measureHeap());
        } finally {
            FileSystemUtils.deleteRecursively(log);
        }
    }

    /** Returns the status of an answer. */
    private static int ask(ConfigurableApplicationContext service) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + LocalService.portOf(service) + "/v1/evaluation"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(QUERY))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private void changeCell() throws IOException {
        Path file = directory.resolve("support-matrix.csv");
        Path next = directory.resolve("support-matrix.csv.tmp");
        Files.writeString(next, Files.readString(file).replaceFirst("Best effort", "Best effort changed"));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        while (!condition.holds()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static double measureHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }
}
