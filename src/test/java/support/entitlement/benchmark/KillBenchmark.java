package support.entitlement.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.util.FileSystemUtils;
import support.entitlement.KillablePostgres;
import support.entitlement.release.KillRun;

/**
 * Publishes many editions on each kind of database while the service or its database is killed at random moments, and
 * checks the remaining data: see {@link KillRun}. Unlike the other benchmarks it fails if a guarantee is broken.
 */
public final class KillBenchmark {

    private static final int ONE_IN = 2;
    private static final Duration LONGEST = Duration.ofMinutes(40);

    private KillBenchmark() {}

    /** Runs it. The arguments are the number of editions to publish on each database, and the seed of the first. */
    public static void main(String[] arguments) throws Exception {
        int editions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        Path folder = Files.createTempDirectory("kill");
        try (KillablePostgres postgres = new KillablePostgres(folder.resolve("postgres"))) {
            kill(
                    "PostgreSQL",
                    new KillRun(Files.createDirectory(folder.resolve("on-postgres")), postgres, seed),
                    editions,
                    seed);
        }
        kill("H2", new KillRun(Files.createDirectory(folder.resolve("on-h2")), null, seed + 1), editions, seed + 1);
        FileSystemUtils.deleteRecursively(folder); // A failed run keeps its files for inspection.
    }

    private static void kill(String database, KillRun run, int editions, long seed) throws Exception {
        long start = System.nanoTime();
        System.out.println(database + ", seed " + seed);
        try (run) {
            run.publish(editions, ONE_IN, LONGEST);
            run.verify();
        } finally {
            System.out.println(run.summary());
        }
        System.out.printf("all that was acknowledged is there, after %.0f s%n", (System.nanoTime() - start) / 1e9);
    }
}
