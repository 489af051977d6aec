package support.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@link ChaosRun} for some time. The system property {@code chaos.seconds} makes it longer, and {@code
 * chaos.seed} repeats the steps of a run, as far as the timing of the machine allows.
 */
@ExpectedErrors({"is refused for these problems", "The test has"})
class ChaosTest {

    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("chaos.seconds", 8));

    @TempDir
    private Path folder;

    @Test
    void theLastSoundSaveIsInForceAndNothingElseAnswersWhateverFails() throws Exception {
        long seed = Long.getLong("chaos.seed", System.nanoTime());
        System.out.println("chaos.seed=" + seed);
        try (ChaosRun run = new ChaosRun(folder, seed)) {
            run.run(TIME);

            assertThat(run.wrong()).as("seed %d: %s", seed, run.history()).isEmpty();
            assertThat(run.inForce()).isEqualTo(run.edition());
            assertThat(run.policy().get("refused").isNull()).isTrue();
            assertThat(run.answered()).isPositive();
            assertThat(run.refusals()).isPositive();
            System.out.println(
                    run.edition() + " saves, " + run.refusals() + " refusals, " + run.answered() + " answers");
        }
    }
}
