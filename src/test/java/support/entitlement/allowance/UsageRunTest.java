package support.entitlement.allowance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short run of the one that {@code UsageBenchmark} does with 10,000 bookings. */
class UsageRunTest {

    @Test
    void everyBookingThatWasAcknowledgedIsThereOnceThoughTheDatabaseWasKilled(@TempDir Path folder) throws Exception {
        try (UsageRun run = new UsageRun(folder, 20)) {
            run.book(200);

            run.verify();
            assertThat(run.acknowledged()).isEqualTo(20 * 8);
            assertThat(run.away()).isPositive();
        }
    }
}
