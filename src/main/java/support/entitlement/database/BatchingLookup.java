package support.entitlement.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Batches concurrent look-ups of single keys, for sources where many keys cost as much as one. The first caller queries
 * immediately; callers that arrive meanwhile wait, and one of them queries for all of them. Nothing is cached: each
 * caller's result comes from a query that began after the call. Thread-safe.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class BatchingLookup<K, V> {

    /** The time after which a query counts as hanging: only its own caller still waits for it. */
    private static final long MAX_READ_NANOS = Duration.ofSeconds(1).toNanos();

    private static final int MAX_AT_ONCE = 100;

    private final Function<Collection<K>, Map<K, V>> source;
    private final Queue<PendingLookup<K, V>> waiting = new ArrayDeque<>();
    private @Nullable PendingLookup<K, V> reader;
    private long start;

    /**
     * Creates a look-up.
     *
     * @param source finds the values of some keys; it may throw
     */
    public BatchingLookup(Function<Collection<K>, Map<K, V>> source) {
        this.source = source;
    }

    /**
     * A waiting call.
     *
     * @param result completes with the value that was found, or with nothing if this call is to query itself
     */
    private record PendingLookup<K, V>(K key, CompletableFuture<Optional<Optional<V>>> result) {}

    /** Returns the value of a key. Throws whatever the source throws, to each caller for whom it was queried. */
    public Optional<V> findValue(K key) {
        PendingLookup<K, V> lookup = new PendingLookup<>(key, new CompletableFuture<>());
        return enqueueIfBusy(lookup) ? awaitResult(lookup).orElseGet(() -> readFor(lookup)) : readFor(lookup);
    }

    private synchronized boolean enqueueIfBusy(PendingLookup<K, V> lookup) {
        if (reader != null && System.nanoTime() - start < MAX_READ_NANOS) {
            return waiting.add(lookup);
        }
        setReader(lookup);
        return false;
    }

    private void setReader(@Nullable PendingLookup<K, V> next) {
        reader = next;
        start = System.nanoTime();
    }

    private Optional<Optional<V>> awaitResult(PendingLookup<K, V> lookup) {
        try {
            return lookup.result().get(MAX_READ_NANOS, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return tryBecomeReader(lookup)
                    ? Optional.empty()
                    : Optional.of(Optional.ofNullable(
                            source.apply(List.of(lookup.key())).get(lookup.key())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while others read.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /**
     * Makes a call that has waited too long the reader, if it still waits. Returns false if a hanging reader had
     * already taken its key.
     */
    private synchronized boolean tryBecomeReader(PendingLookup<K, V> lookup) {
        if (waiting.remove(lookup)) {
            setReader(lookup);
        }
        return reader == lookup;
    }

    private Optional<V> readFor(PendingLookup<K, V> lookup) {
        List<PendingLookup<K, V>> others = takeWaitingLookups();
        List<K> keys = new ArrayList<>();
        keys.add(lookup.key());
        others.forEach(other -> keys.add(other.key()));
        Map<K, V> all;
        try {
            all = source.apply(keys);
        } catch (Throwable e) { // Any error must reach the waiting callers.
            others.forEach(other -> other.result().completeExceptionally(e));
            throw e;
        } finally {
            wakeNextReader(lookup); // Before the others are completed, which takes as long as the next query.
        }
        others.forEach(other -> other.result().complete(Optional.of(Optional.ofNullable(all.get(other.key())))));
        return Optional.ofNullable(all.get(lookup.key()));
    }

    private synchronized List<PendingLookup<K, V>> takeWaitingLookups() {
        List<PendingLookup<K, V>> others = new ArrayList<>();
        while (others.size() < MAX_AT_ONCE && !waiting.isEmpty()) {
            others.add(waiting.remove());
        }
        return others;
    }

    private void wakeNextReader(PendingLookup<K, V> lookup) {
        PendingLookup<K, V> next = appointNextReader(lookup);
        if (next != null) {
            next.result().complete(Optional.empty());
        }
    }

    /** Appoints the next reader; returns null if nobody waits, or if this reader was given up as hanging. */
    private synchronized @Nullable PendingLookup<K, V> appointNextReader(PendingLookup<K, V> lookup) {
        if (reader != lookup) {
            return null;
        }
        setReader(waiting.poll());
        return reader;
    }

    /** Returns the number of waiting calls. */
    synchronized int countWaiting() {
        return waiting.size();
    }
}
