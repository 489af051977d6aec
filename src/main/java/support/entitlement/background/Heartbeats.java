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
 * The threads that work for as long as the service runs. A thread that dies is started again within a second; a thread
 * that shows no activity for ten seconds is reported as stalled until it does. Thread-safe.
 */
@Component
public class Heartbeats implements AutoCloseable {

    /** The time without activity after which a thread is reported as stalled. */
    public static final Duration STALLED_AFTER = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private final List<Heartbeat> all = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread keeper;

    /** Creates an empty set of threads. */
    public Heartbeats() {
        this(System::nanoTime);
    }

    Heartbeats(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Starts a thread that runs until its heartbeat is closed. */
    public Heartbeat startThread(String name, Heartbeat.Loop loop) {
        Heartbeat heartbeat = new Heartbeat(name, loop, nanoTime);
        all.add(heartbeat);
        heartbeat.startThread();
        startKeeperIfDead();
        return heartbeat;
    }

    /**
     * Returns the state of each thread. The call also restarts threads that have died, so that the restart does not
     * depend on the watching thread alone.
     */
    public List<HeartbeatStatus> checkThreads() {
        startDeadAgain();
        startKeeperIfDead();
        return all.stream().map(Heartbeat::currentStatus).toList();
    }

    /** Returns the state of each thread that is stalled or failing. */
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
            Thread.currentThread().interrupt(); // The next status request starts another watching thread.
        }
    }

    /** Makes all threads end, and does not wait for them. */
    @Override
    public void close() {
        closed.countDown();
        all.forEach(Heartbeat::close);
    }
}
