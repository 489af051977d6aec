package support.entitlement.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import support.entitlement.ExpectedErrors;
import support.entitlement.LoggedErrors;

@ExpectedErrors("of the test")
class BackgroundTasksTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final BackgroundTasks tasks = new BackgroundTasks();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        tasks.close();
    }

    @Test
    void whatIsFoundIsTheAnswer() {
        assertThat(tasks.runTask("impact", LONG, () -> 42)).isEqualTo(new TaskResult<>(42, null));
        assertThat(tasks.countFailures("impact")).isZero();
    }

    @Test
    void whateverIsThrownIsAnAnswerToo() {
        TaskResult<Object> result = tasks.runTask("impact", LONG, () -> {
            throw new StackOverflowError("of the test");
        });

        assertThat(result.value()).isNull();
        assertThat(result.failure()).isEqualTo("The service failed to find it out; its log has the cause.");
        assertThat(LoggedErrors.texts())
                .anySatisfy(error -> assertThat(error).contains("The task “impact” failed", "of the test"));
        assertThat(tasks.countFailures("impact")).isEqualTo(1);
    }

    @Test
    void nobodyWaitsLongerThanTheLimitEvenIfAllThreadsStandStill() {
        TaskResult<Object> late = null;
        for (int i = 0; i < 20; i++) {
            late = tasks.runTask("impact", Duration.ofMillis(1), () -> {
                end.await();
                return 42;
            });
            assertThat(late.value()).isNull();
        }
        assertThat(late.failure()).isEqualTo("The service is finding out too much else at the same time.");
        assertThat(tasks.countFailures("impact")).isEqualTo(20);
    }
}
