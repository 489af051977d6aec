package support.entitlement.benchmark;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import support.entitlement.LocalService;

/**
 * Measures the effect of table changes on concurrent queries. A {@link ReloadLoad} in a separate process queries all
 * the time; phases without and with changes alternate. Each change redirects a link to other tables, in which two
 * tables differ, so that an answer made of two policies would show. Then it measures how soon a saved cell appears in
 * answers.
 */
public final class ReloadBenchmark {

    private static final int CHANGES_A_ROUND = 30;
    private static final int WARM_UP_ROUNDS = 3;

    /** The wait after each forced garbage collection, which discards compiled code that must be compiled again. */
    private static final int SECONDS_TO_SETTLE = 3;

    private static final int SINGLE_CHANGES = 10;
    private static final long LONGEST_SECONDS = 60;

    private final Path directory;
    private final Path tables;
    private int edition;

    private ReloadBenchmark(Path directory, Path tables) {
        this.directory = directory;
        this.tables = tables;
    }

    /**
     * Runs it. The arguments are the number of changes, the milliseconds between them, and the requests a second on
     * each connection.
     */
    public static void main(String[] arguments) throws Exception {
        int changes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300;
        int period = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        String rate = arguments.length > 2 ? arguments[2] : "50";
        if (changes > 0) {
            in(ManyRows.SHIPPED, benchmark -> benchmark.underLoad(changes, period, rate));
        }
        in(ManyRows.SHIPPED, benchmark -> benchmark.singleChanges("the shipped tables"));
        Path many = ManyRows.directory(5_000);
        in(many, benchmark -> benchmark.singleChanges("tables of 5,000 rows"));
        ManyRows.delete(many);
    }

    private interface Measurement {
        void with(ReloadBenchmark benchmark) throws Exception;
    }

    private static void in(Path tables, Measurement measurement) throws Exception {
        Path directory = Files.createTempDirectory("reload");
        ReloadBenchmark benchmark = new ReloadBenchmark(directory, tables);
        try {
            benchmark.turnToNextEdition();
            measurement.with(benchmark);
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private void underLoad(int changes, int period, String rate) throws Exception {
        try (ConfigurableApplicationContext service = InProcessService.start(directory.resolve("rules"), directory)) {
            int port = LocalService.portOf(service);
            Process load = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            ReloadLoad.class.getName(),
                            String.valueOf(port),
                            rate)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader said = load.inputReader(StandardCharsets.UTF_8);
                    OutputStream ask = load.getOutputStream()) {
                rounds(changes, period, port, said, ask);
            } finally {
                load.destroyForcibly();
            }
        }
    }

    private void rounds(int changes, int period, int port, BufferedReader said, OutputStream ask) throws Exception {
        for (int round = -WARM_UP_ROUNDS; round < changes / CHANGES_A_ROUND; round++) {
            TimeUnit.MILLISECONDS.sleep((long) CHANGES_A_ROUND * period);
            String undisturbed = phase(ask, said, round < 0 ? "forget" : "undisturbed");
            List<Double> taken = new ArrayList<>();
            for (int change = 0; change < CHANGES_A_ROUND; change++) {
                long start = System.nanoTime();
                turnToNextEdition();
                taken.add(secondsUntilAnswered(port, start));
                TimeUnit.NANOSECONDS.sleep(start + TimeUnit.MILLISECONDS.toNanos(period) - System.nanoTime());
            }
            String disturbed = phase(ask, said, round < 0 ? "forget" : "disturbed");
            String memory = memory();
            TimeUnit.SECONDS.sleep(SECONDS_TO_SETTLE);
            phase(ask, said, "forget");
            System.out.printf(
                    "%-8s undisturbed %s%n         disturbed   %s%n         live after %s; %s%n",
                    round < 0 ? "warm-up" : round + 1, undisturbed, disturbed, spread(taken), memory);
        }
        System.out.println(phase(ask, said, "all"));
    }

    private static String phase(OutputStream ask, BufferedReader said, String name) throws IOException {
        ask.write((name + "\n").getBytes(StandardCharsets.US_ASCII));
        ask.flush();
        return said.readLine();
    }

    /** Changes one cell like an editor that saves by renaming. */
    private void singleChanges(String what) throws Exception {
        try (ConfigurableApplicationContext service = InProcessService.start(directory.resolve("rules"), directory)) {
            List<Double> taken = new ArrayList<>();
            for (int change = 0; change < SINGLE_CHANGES; change++) {
                edition++;
                Path file = directory.resolve("rules").resolve("support-matrix.csv");
                Path saved = file.resolveSibling("support-matrix.csv.tmp");
                Files.writeString(saved, edited(tables.resolve("support-matrix.csv")));
                long start = System.nanoTime();
                Files.move(saved, file, StandardCopyOption.REPLACE_EXISTING);
                taken.add(secondsUntilAnswered(LocalService.portOf(service), start));
            }
            System.out.printf(
                    "a cell of %s is answered: first %.2f s after it is saved, then %s%n",
                    what, taken.get(0), spread(taken.subList(1, taken.size())));
        }
    }

    /** Writes all tables again, two of them changed, and redirects the link to them. */
    private void turnToNextEdition() throws IOException {
        edition++;
        Path next = Files.createDirectory(directory.resolve("edition-" + edition));
        for (Path file : ManyRows.files(tables)) {
            Files.writeString(next.resolve(file.getFileName()), edited(file));
        }
        Path link = Files.createSymbolicLink(directory.resolve("next"), next.getFileName());
        Files.move(link, directory.resolve("rules"), ATOMIC_MOVE);
    }

    /** Returns the text of a file, with one cell changed if it is one of the two. */
    private String edited(Path file) throws IOException {
        String mark = ReloadLoad.EDITION + edition + " ";
        return Files.readString(file)
                .replaceFirst(ReloadLoad.NOTICE, mark + ReloadLoad.NOTICE)
                .replaceFirst(ReloadLoad.WORDS, mark + ReloadLoad.WORDS);
    }

    private double secondsUntilAnswered(int port, long start) throws IOException, InterruptedException {
        try (Connection connection = new Connection(port)) {
            while (ReloadLoad.ask(connection, 0).edition() != edition) {
                if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
                    throw new IOException("Edition " + edition + " is not answered");
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static String spread(List<Double> seconds) {
        double[] sorted =
                seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return String.format(
                "%.2f to %.2f s, median %.2f s", sorted[0], sorted[sorted.length - 1], sorted[sorted.length / 2]);
    }

    private static String memory() {
        System.gc();
        System.gc();
        double heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
        double metaspace = ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getName().equals("Metaspace"))
                        .mapToLong((MemoryPoolMXBean pool) -> pool.getUsage().getUsed())
                        .sum()
                / 1e6;
        return String.format(
                "after GC heap %.1f MB, metaspace %.1f MB, %d classes",
                heap, metaspace, ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
    }
}
