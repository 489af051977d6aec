package support.entitlement.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import support.entitlement.LocalService;
import support.entitlement.PublishingService;
import support.entitlement.release.PublishRequest;
import support.entitlement.release.PublishResult;
import support.entitlement.release.Publisher;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.TableFiles;

/**
 * Measures queries that are answered as of releases of a long log: each release once, then releases at random, beside the same query
 * by what is in force. Each release changes two tables.
 */
public final class ReleaseHistoryBenchmark {

    private static final int ASKED_AT_RANDOM = 5_000;

    private final Random random = new Random(1);
    private final Publisher publisher;
    private final Releases releases;
    private final int port;

    private ReleaseHistoryBenchmark(ConfigurableApplicationContext service) {
        this.publisher = service.getBean(Publisher.class);
        this.releases = service.getBean(Releases.class);
        this.port = LocalService.portOf(service);
    }

    /** Runs it. The argument is the number of releases. */
    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        Path directory = Files.createTempDirectory("history");
        Files.createDirectory(directory.resolve("rules"));
        for (Path file : ManyRows.files(ManyRows.SHIPPED)) {
            Files.copy(file, directory.resolve("rules").resolve(file.getFileName()));
        }
        try (ConfigurableApplicationContext service = InProcessService.start(
                directory.resolve("rules"),
                directory,
                "--entitlement.releases.memory=" + directory.resolve("memory"))) {
            new ReleaseHistoryBenchmark(service).run(count);
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private void run(int count) throws IOException {
        long start = System.nanoTime();
        for (int edition = 1; edition < count; edition++) {
            publishEdition(edition);
        }
        System.out.printf(
                Locale.ROOT,
                "%d releases published, each in %.2f s; heap after GC %.0f MB%n",
                count - 1,
                (System.nanoTime() - start) / 1e9 / (count - 1),
                heap());
        List<Release> all = releases.findAll();
        try (Connection connection = new Connection(port)) {
            measure(
                    "each once, the oldest first",
                    connection,
                    all.stream().map(ReleaseHistoryBenchmark::asOf).toList());
            measure(
                    "at random",
                    connection,
                    random.ints(ASKED_AT_RANDOM, 0, all.size())
                            .mapToObj(all::get)
                            .map(ReleaseHistoryBenchmark::asOf)
                            .toList());
            measure(
                    "what is in force",
                    connection,
                    random.ints(ASKED_AT_RANDOM, 0, 1).mapToObj(each -> "").toList());
        }
    }

    private void publishEdition(int edition) {
        Release newest = releases.findInForce().orElseThrow();
        SortedMap<String, byte[]> contents =
                new TreeMap<>(releases.readFiles(newest).contents());
        contents.computeIfPresent(
                "plans.csv", (name, content) -> PublishingService.edition(content, ReloadLoad.NOTICE, edition));
        contents.computeIfPresent(
                "support-matrix.csv", (name, content) -> PublishingService.edition(content, ReloadLoad.WORDS, edition));
        PublishResult result = publisher.publish(new PublishRequest(
                new TableFiles(contents, List.of()), newest.id(), "ada", "http", "edition " + edition, null));
        if (!(result instanceof PublishResult.Published)) {
            throw new IllegalStateException(result.toString());
        }
    }

    private static String asOf(Release release) {
        return "\"asOf\":\"" + release.effectiveFrom() + "\",";
    }

    private static void measure(String what, Connection connection, List<String> parts) throws IOException {
        double[] millis = new double[parts.size()];
        for (int i = 0; i < millis.length; i++) {
            byte[] query = LoadComparison.post(
                    "/v1/evaluation",
                    "{" + parts.get(i)
                            + "\"plan\":\"Enterprise Premium\",\"issueType\":\"API outage\",\"openedAt\":\"2026-03-06T16:30:00+01:00\"}");
            long start = System.nanoTime();
            connection.send(query);
            connection.receive();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-28s p50 %.2f, p99 %.2f, longest %.2f ms; heap after GC %.0f MB%n",
                what,
                millis[millis.length / 2],
                millis[millis.length * 99 / 100],
                millis[millis.length - 1],
                heap());
    }

    private static double heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }
}
