package support.entitlement.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.KillablePostgres;

/** A few of the kills that {@code -Dbenchmark=Kill} does by the hundred. */
class KillTest {

    private static final int EDITIONS = 3;
    private static final int ONE_IN = 1;
    private static final Duration LONGEST = Duration.ofMinutes(20);

    @TempDir
    private Path folder;

    @Test
    void nothingThatWasAcknowledgedIsLostWhenTheServiceIsKilled() throws Exception {
        try (KillRun run = new KillRun(Files.createDirectory(folder.resolve("run")), null, 5)) {
            run.publish(EDITIONS, ONE_IN, LONGEST);
            run.verify();
            assertThat(run.kills()).isPositive();
        }
    }

    @Test
    void nothingThatWasAcknowledgedIsLostWhenTheServiceOrPostgresIsKilled() throws Exception {
        try (KillablePostgres postgres = new KillablePostgres(folder.resolve("postgres"));
                KillRun run = new KillRun(Files.createDirectory(folder.resolve("run")), postgres, 6)) {
            run.publish(EDITIONS, ONE_IN, LONGEST);
            run.verify();
            assertThat(run.kills()).isPositive();
        }
    }
}
