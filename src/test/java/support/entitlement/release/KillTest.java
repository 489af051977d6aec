package support.entitlement.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.KillablePostgres;

/**
 * A few of the kills that {@code -Dbenchmark=Kill} does by the hundred; the system property {@code kill.editions} asks for more. Each
 * edition is published while something is killed: with the first seed the service, once also while it starts and once after a file
 * was saved; with the second seed the service first and PostgreSQL next.
 */
class KillTest {

    private static final int EDITIONS = Integer.getInteger("kill.editions", 2);
    private static final int ONE_IN = 1;
    private static final Duration LONGEST = Duration.ofMinutes(20);

    @TempDir
    private Path folder;

    @Test
    void nothingThatWasAcknowledgedIsLostWhenTheServiceIsKilled() throws Exception {
        try (KillRun run = new KillRun(Files.createDirectory(folder.resolve("run")), null, 13)) {
            run.publish(EDITIONS, ONE_IN, LONGEST);
            run.verify();
            assertThat(run.kills()).isGreaterThanOrEqualTo(EDITIONS);
        }
    }

    @Test
    void nothingThatWasAcknowledgedIsLostWhenTheServiceOrPostgresIsKilled() throws Exception {
        try (KillablePostgres postgres = new KillablePostgres(folder.resolve("postgres"));
                KillRun run = new KillRun(Files.createDirectory(folder.resolve("run")), postgres, 22)) {
            run.publish(EDITIONS, ONE_IN, LONGEST);
            run.verify();
            assertThat(run.kills()).isGreaterThanOrEqualTo(EDITIONS);
        }
    }
}
