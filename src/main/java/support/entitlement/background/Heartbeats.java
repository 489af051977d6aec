package support.entitlement.background;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The threads that work for as long as the service runs. One that dies is started again within a second; one that gives no sign
 * of life for ten seconds shows as stalled until it does. Thread-safe.
 */
@Component
public class Heartbeats implements AutoCloseable {

    /** The time without a sign of life after which a thread counts as stalled. */
    public static final Duration STALLED_AFTER = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private final List<Heartbeat> all = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread keeper;

    /** No threads yet. */
    public Heartbeats() {
        this(System::nanoTime);
    }

    Heartbeats(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Starts a thread, to run until its heartbeat is closed. */
    public Heartbeat startThread(String name, Heartbeat.Loop loop) {
        Heartbeat heartbeat = new Heartbeat(name, loop, nanoTime);
        all.add(heartbeat);
        heartbeat.startThread();
        startKeeperIfDead();
        return heartbeat;
    }

    /** How each thread is. To ask starts those again that have died, so that nothing depends on one thread that looks. */
    public List<HeartbeatStatus> checkThreads() {
        startDeadAgain();
        startKeeperIfDead();
        return all.stream().map(Heartbeat::currentStatus).toList();
    }

    /** Those that stand still or fail. */
    public List<HeartbeatStatus> unwellThreads() {
        return checkThreads().stream().filter(HeartbeatStatus::isUnwell).toList();
    }

    private void startDeadAgain() {
        all.removeIf(Heartbeat::isClosed);
        all.forEach(Heartbeat::startAgainIfDead);
    }

    private synchronized void startKeeperIfDead() {
        if (closed.getCount() > 0 && (keeper == null || !keeper.isAlive())) {
            keeper = new Thread(this::keepThreadsAlive, "heartbeats");
            keeper.setDaemon(true);
            keeper.start();
        }
    }

    private void keepThreadsAlive() {
        try {
            while (!closed.await(1, TimeUnit.SECONDS)) {
                startDeadAgain();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Whoever asks for the status next starts another.
        }
    }

    /** Ends all threads, and does not wait for them. */
    @Override
    public void close() {
        closed.countDown();
        all.forEach(Heartbeat::close);
    }
}
