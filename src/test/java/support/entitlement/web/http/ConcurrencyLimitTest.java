package support.entitlement.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {

    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void withoutWaitingATaskIsRefusedWhileAnotherRuns() throws Exception {
        ConcurrencyLimit limit = new ConcurrencyLimit(1, "busy now");
        CompletableFuture<String> first = runUntilEnd(limit);

        assertThatThrownBy(() -> limit.runInTurn(() -> "second"))
                .isInstanceOf(BusyException.class)
                .hasMessage("busy now");

        end.countDown();
        assertThat(first.join()).isEqualTo("first");
        assertThat(limit.<String, RuntimeException>runInTurn(() -> "third")).isEqualTo("third");
    }

    @Test
    void tasksThatRunWaitAndAreRefusedAreCounted() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ConcurrencyLimit limit =
                new ConcurrencyLimits(registry).createLimit("naps", 1, 1, Duration.ofMinutes(1), "busy now");
        CompletableFuture<String> first = runUntilEnd(limit);
        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> limit.runInTurn(() -> "second"));
        await().until(() -> value(registry, "waiting") == 1);

        assertThatThrownBy(() -> limit.runInTurn(() -> "third")).isInstanceOf(BusyException.class);

        assertThat(value(registry, "places")).isEqualTo(1);
        assertThat(value(registry, "running")).isEqualTo(1);
        assertThat(value(registry, "refused")).isEqualTo(1);
        end.countDown();
        assertThat(first.join() + second.join()).isEqualTo("firstsecond");
        assertThat(value(registry, "running") + value(registry, "waiting")).isZero();
    }

    private static double value(SimpleMeterRegistry registry, String name) {
        return registry.get("entitlement.tasks." + name)
                .tag("task", "naps")
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }

    @Test
    void aTaskWaitsForTheOneThatRuns() throws Exception {
        ConcurrencyLimit limit = new ConcurrencyLimit(1, 1, Duration.ofMinutes(1), "busy now");
        CompletableFuture<String> first = runUntilEnd(limit);

        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> limit.runInTurn(() -> "second"));
        assertThat(second).isNotDone();

        end.countDown();
        assertThat(first.join()).isEqualTo("first");
        assertThat(second.join()).isEqualTo("second");
    }

    @Test
    void aTaskThatHasWaitedLongEnoughIsRefused() throws Exception {
        ConcurrencyLimit limit = new ConcurrencyLimit(1, 1, Duration.ofMillis(1), "busy now");
        runUntilEnd(limit);

        assertThatThrownBy(() -> limit.runInTurn(() -> "second")).isInstanceOf(BusyException.class);

        end.countDown();
    }

    private CompletableFuture<String> runUntilEnd(ConcurrencyLimit limit) throws InterruptedException {
        CompletableFuture<String> task = CompletableFuture.supplyAsync(() -> limit.runInTurn(() -> {
            running.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "first";
        }));
        running.await();
        return task;
    }
}
