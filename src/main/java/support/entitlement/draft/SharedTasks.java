package support.entitlement.draft;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import support.entitlement.release.tables.CallerLeftException;

/**
 * Runs long tasks once, however many callers ask for the result at the same time. The first caller's thread runs the task; it is given
 * up once all callers have left. Thread-safe.
 *
 * @param <K> the type of what is asked for, compared with {@code equals}
 * @param <V> the type of the results
 */
public final class SharedTasks<K, V> {

    private static final long MILLIS_BETWEEN_LOOKS = 200;

    private final Map<K, Run<V>> running = new ConcurrentHashMap<>();

    /** Creates an empty register of tasks. */
    public SharedTasks() {}

    /** A task that is running. Its result is empty if it was given up. */
    private static final class Run<V> {

        private final CompletableFuture<Optional<V>> result = new CompletableFuture<>();
        private final AtomicInteger waiting = new AtomicInteger();
        private volatile boolean givenUp;

        private boolean giveUpIf(boolean runnerHasLeft) {
            givenUp |= runnerHasLeft && waiting.get() == 0;
            return givenUp;
        }
    }

    /**
     * Returns the result of the task, or of an equal one that is running.
     *
     * @param hasLeft returns true once the caller has left; asked by the thread of the caller
     * @param task the task, which is given the question whether all callers have left
     * @throws CallerLeftException if the caller has left
     */
    public V runTask(K key, BooleanSupplier hasLeft, Function<BooleanSupplier, V> task) {
        while (true) {
            Run<V> mine = new Run<>();
            Run<V> other = running.putIfAbsent(key, mine);
            if (other == null) {
                return runTask(key, mine, hasLeft, task);
            }
            Optional<V> result = awaitResult(other, hasLeft);
            if (result.isPresent()) {
                return result.get();
            }
        }
    }

    private V runTask(K key, Run<V> run, BooleanSupplier hasLeft, Function<BooleanSupplier, V> task) {
        try {
            V value = task.apply(() -> run.giveUpIf(hasLeft.getAsBoolean()));
            if (run.givenUp) {
                throw new CallerLeftException();
            }
            running.remove(key, run);
            run.result.complete(Optional.of(value));
            return value;
        } catch (CallerLeftException e) {
            running.remove(key, run);
            run.result.complete(Optional.empty());
            throw e;
        } catch (RuntimeException | Error e) {
            running.remove(key, run);
            run.result.completeExceptionally(e);
            throw e;
        }
    }

    private Optional<V> awaitResult(Run<V> run, BooleanSupplier hasLeft) {
        run.waiting.incrementAndGet();
        try {
            while (true) {
                try {
                    return run.result.get(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (hasLeft.getAsBoolean()) {
                        throw new CallerLeftException();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallerLeftException();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } finally {
            run.waiting.decrementAndGet();
        }
    }
}
