package support.entitlement.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import support.entitlement.ExpectedErrors;

@ExpectedErrors("of the test")
class BackgroundTasksTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final BackgroundTasks asides = new BackgroundTasks();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        asides.close();
    }

    @Test
    void whatIsFoundIsTheAnswer() {
        assertThat(asides.runTask("impact", LONG, () -> 42)).isEqualTo(new TaskResult<>(42, null));
        assertThat(asides.countFailures("impact")).isZero();
    }

    @Test
    void whateverIsThrownIsAnAnswerToo() {
        TaskResult<Object> finding = asides.runTask("impact", LONG, () -> {
            throw new StackOverflowError("of the test");
        });

        assertThat(finding.value()).isNull();
        assertThat(finding.failure())
                .isEqualTo("The service failed to find it out: java.lang.StackOverflowError: of the test.");
        assertThat(asides.countFailures("impact")).isEqualTo(1);
    }

    @Test
    void nobodyWaitsLongerThanTheLimitEvenIfAllThreadsStandStill() {
        TaskResult<Object> late = null;
        for (int i = 0; i < 20; i++) {
            late = asides.runTask("impact", Duration.ofMillis(1), () -> {
                end.await();
                return 42;
            });
            assertThat(late.value()).isNull();
        }
        assertThat(late.failure()).isEqualTo("The service is finding out too much else at the same time.");
        assertThat(asides.countFailures("impact")).isEqualTo(20);
    }
}
