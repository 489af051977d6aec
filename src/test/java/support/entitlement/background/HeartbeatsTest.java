package support.entitlement.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import support.entitlement.ExpectedErrors;
import support.entitlement.LoggedErrors;

@ExpectedErrors({"of the test", "broken on purpose"})
class HeartbeatsTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final AtomicLong nanoTime = new AtomicLong();
    private final Heartbeats heartbeats = new Heartbeats(nanoTime::get);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void endThreads() {
        end.countDown();
        heartbeats.close();
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    @Test
    void aThreadThatStandsStillForTenSecondsIsShownWithWhatItIsAtUntilItGoesOn() {
        CountDownLatch job = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        heartbeats.startThread("worker", beat -> {
            beat.attemptRound("waiting for the test", () -> {
                begun.incrementAndGet();
                awaitUninterrupted(job);
            });
            beat.pauseFor(LONGEST);
        });
        await().until(() -> begun.get() == 1);
        pass(Duration.ofSeconds(10));
        assertThat(heartbeats.unwellThreads()).isEmpty();
        pass(Duration.ofSeconds(1));

        assertThat(heartbeats.unwellThreads()).singleElement().satisfies(status -> {
            assertThat(status.thread()).isEqualTo("worker");
            assertThat(status.state()).isEqualTo("stalled");
            assertThat(status.silentForSeconds()).isEqualTo(11);
            assertThat(status.doing()).isEqualTo("waiting for the test");
        });
        job.countDown();
        await().until(() -> heartbeats.unwellThreads().isEmpty());
    }

    @Test
    void aThreadThatDiesIsStartedAgainAlsoIfItWasInterrupted() {
        AtomicInteger starts = new AtomicInteger();
        AtomicReference<Thread> thread = new AtomicReference<>();
        heartbeats.startThread("worker", beat -> {
            thread.set(Thread.currentThread());
            if (starts.incrementAndGet() == 1) {
                throw new StackOverflowError("of the test");
            }
            beat.pauseFor(LONGEST);
        });
        await().until(() -> starts.get() == 2);
        await().until(() -> {
            thread.get().interrupt();
            return starts.get() >= 3;
        });

        assertThat(heartbeats.checkThreads())
                .singleElement()
                .satisfies(status -> assertThat(status.startedAgain()).isGreaterThanOrEqualTo(2));
    }

    @Test
    void aThreadThatHasNotReachedWhatItDependsOnForTenSecondsIsShownUntilItHas() {
        Heartbeat follower = heartbeats.startThread("follower", beat -> beat.pauseFor(LONGEST));
        follower.recordReach(false);
        pass(Duration.ofSeconds(6));
        follower.recordReach(false);
        follower.recordBeat();
        assertThat(heartbeats.unwellThreads()).isEmpty();
        pass(Duration.ofSeconds(5));
        follower.recordBeat();

        assertThat(heartbeats.unwellThreads()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo("failing");
            assertThat(status.failure()).isEqualTo("It has not succeeded for 11 seconds.");
        });
        follower.recordReach(true);
        assertThat(heartbeats.unwellThreads()).isEmpty();
    }

    @Test
    void aRoundThatFailsIsShownUntilOneSucceeds() {
        AtomicInteger rounds = new AtomicInteger();
        CountDownLatch repaired = new CountDownLatch(1);
        heartbeats.startThread("worker", beat -> {
            while (!beat.isClosed()) {
                beat.attemptRound("working", () -> {
                    rounds.incrementAndGet();
                    if (repaired.getCount() > 0) {
                        throw new IllegalStateException("broken on purpose");
                    }
                });
                beat.pauseFor(Duration.ofMillis(10));
            }
        });
        await().until(() -> rounds.get() > 2);
        assertThat(heartbeats.unwellThreads()).singleElement().satisfies(status -> {
            assertThat(status.state()).isEqualTo("failing");
            assertThat(status.failure()).isEqualTo("It failed while working. The log of the service has the cause.");
        });
        assertThat(LoggedErrors.texts())
                .singleElement()
                .satisfies(error ->
                        assertThat(error).contains("The thread worker failed while working", "broken on purpose"));
        repaired.countDown();
        await().until(() -> heartbeats.unwellThreads().isEmpty());
    }

    @Test
    void aThreadThatIsClosedEndsAndIsNotStartedAgain() {
        AtomicInteger starts = new AtomicInteger();
        Heartbeat heartbeat = heartbeats.startThread("worker", beat -> {
            starts.incrementAndGet();
            beat.pauseFor(LONGEST);
        });
        heartbeat.close();
        heartbeat.awaitEnd(LONGEST);

        assertThat(heartbeats.checkThreads()).isEmpty();
        assertThat(starts).hasValueLessThanOrEqualTo(1);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
