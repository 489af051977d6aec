package support.entitlement.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.KillablePostgres;
import support.entitlement.TestThatWaits;

/**
 * A few of the kills that {@code -Dbenchmark=Kill} does by the hundred; the system property {@code kill.editions} asks for more. Each
 * edition is published while something is killed: with the first seed the service, and again while it starts; with the second seed
 * the service after a file was saved, and PostgreSQL next.
 */
class KillTest {

    private static final int EDITIONS = Integer.getInteger("kill.editions", 0);
    private static final int ONE_IN = 1;
    private static final Duration LONGEST = Duration.ofMinutes(20);

    @TempDir
    private Path folder;

    @TestThatWaits
    void nothingThatWasAcknowledgedIsLostWhenTheServiceIsKilled() throws Exception {
        try (KillRun run = new KillRun(Files.createDirectory(folder.resolve("run")), null, 13)) {
            publish(run, 1);
        }
    }

    @TestThatWaits
    void nothingThatWasAcknowledgedIsLostWhenTheServiceOrPostgresIsKilled() throws Exception {
        try (KillablePostgres postgres = new KillablePostgres(folder.resolve("postgres"));
                KillRun run = new KillRun(Files.createDirectory(folder.resolve("run")), postgres, 4851)) {
            publish(run, 2);
        }
    }

    private static void publish(KillRun run, int fewest) throws Exception {
        int editions = Math.max(fewest, EDITIONS);
        run.publish(editions, ONE_IN, LONGEST);
        run.verify();
        assertThat(run.kills()).isGreaterThanOrEqualTo(editions);
    }
}
