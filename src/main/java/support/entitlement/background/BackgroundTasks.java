package support.entitlement.background;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs informative tasks, on which no decision depends, on threads of its own. Any failure there, even a lack of
 * memory, becomes an answer for the caller that does not quote it, and no caller waits longer than its time limit. Thread-safe.
 */
@Component
public class BackgroundTasks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundTasks.class);
    private static final int MAX_AT_A_TIME = 8;
    private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<String, AtomicLong> failures = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, MAX_AT_A_TIME, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), BackgroundTasks::createThread);

    private static Thread createThread(Runnable task) {
        Thread thread = new Thread(task, "aside");
        thread.setDaemon(true);
        return thread;
    }

    /** Runs a task and returns its result, or the reason why there is none in time. */
    public <T> TaskResult<T> runTask(String what, Duration limit, Callable<T> task) {
        return runTask(what, limit, task, () -> {});
    }

    /**
     * Runs a task.
     *
     * @param what the name of the result, for the log and the metrics
     * @param limit the longest time to wait. A task that takes longer keeps running, its result is discarded, and it
     *     should end by itself
     * @param whileWaiting is called every second, by the thread that waits
     */
    public <T> TaskResult<T> runTask(String what, Duration limit, Callable<T> task, Runnable whileWaiting) {
        try {
            return new TaskResult<>(awaitResult(threads.submit(task), limit, whileWaiting), null);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.error("The task “{}” failed; nothing else depends on it", what, cause);
            return recordFailure(what, "The service failed to find it out; its log has the cause.");
        } catch (TimeoutException e) {
            LOG.warn("The task “{}” did not finish within {} ms; nothing else depends on it", what, limit.toMillis());
            return recordFailure(what, "It was not found out within " + limit.toMillis() + " ms.");
        } catch (RejectedExecutionException e) {
            return recordFailure(what, "The service is finding out too much else at the same time.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return recordFailure(what, "The service was interrupted while it found it out.");
        }
    }

    private static <T> T awaitResult(Future<T> future, Duration limit, Runnable whileWaiting)
            throws InterruptedException, ExecutionException, TimeoutException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                return future.get(Math.min(STEP_NANOS, Math.max(0, end - System.nanoTime())), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                whileWaiting.run();
                if (System.nanoTime() >= end) {
                    throw e;
                }
            }
        }
    }

    private <T> TaskResult<T> recordFailure(String what, String why) {
        failures.computeIfAbsent(what, any -> new AtomicLong()).incrementAndGet();
        return new TaskResult<>(null, why);
    }

    /** Returns how many tasks of this name have failed, timed out or were rejected. */
    public long countFailures(String what) {
        AtomicLong count = failures.get(what);
        return count == null ? 0 : count.get();
    }

    /** Accepts no further tasks, and does not wait for those that run. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
