package support.entitlement.contract;

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
 * Reads single things from where it is as dear to ask for one as for many. Who comes while nobody reads, reads at once, alone. Who
 * comes while another reads waits, and the first of those who wait reads for all of them. Nothing is remembered: whoever asks is
 * answered by a read that began after they had asked. Thread-safe.
 *
 * @param <K> what is asked for
 * @param <V> what is found
 */
final class BatchingLookup<K, V> {

    /** A read that takes longer, because its connection hangs, is written off: it holds up nobody but who reads. */
    private static final long MAX_READ_NANOS = Duration.ofSeconds(1).toNanos();

    private static final int MAX_AT_ONCE = 100;

    private final Function<Collection<K>, Map<K, V>> source;
    private final Queue<PendingLookup<K, V>> waiting = new ArrayDeque<>();
    private @Nullable PendingLookup<K, V> reader;
    private long start;

    /** Reads from a source that finds what there is of some keys, and may fail. */
    BatchingLookup(Function<Collection<K>, Map<K, V>> source) {
        this.source = source;
    }

    /**
     * One who asks.
     *
     * @param turn ends their waiting: what was found for them, or nothing if it is for them to read
     */
    private record PendingLookup<K, V>(K key, CompletableFuture<Optional<Optional<V>>> turn) {}

    /** What there is of a key. It throws whatever the source throws, to each of those for whom it was asked. */
    Optional<V> findValue(K key) {
        PendingLookup<K, V> asked = new PendingLookup<>(key, new CompletableFuture<>());
        return enqueueIfBusy(asked) ? awaitResult(asked).orElseGet(() -> readFor(asked)) : readFor(asked);
    }

    private synchronized boolean enqueueIfBusy(PendingLookup<K, V> asked) {
        if (reader != null && System.nanoTime() - start < MAX_READ_NANOS) {
            return waiting.add(asked);
        }
        setReader(asked);
        return false;
    }

    private void setReader(@Nullable PendingLookup<K, V> next) {
        reader = next;
        start = System.nanoTime();
    }

    private Optional<Optional<V>> awaitResult(PendingLookup<K, V> asked) {
        try {
            return asked.turn().get(MAX_READ_NANOS, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return tryBecomeReader(asked)
                    ? Optional.empty()
                    : Optional.of(Optional.ofNullable(
                            source.apply(List.of(asked.key())).get(asked.key())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while others read.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** Whether who has waited too long reads for all now; if not, somebody who hangs has promised to read for them. */
    private synchronized boolean tryBecomeReader(PendingLookup<K, V> asked) {
        if (waiting.remove(asked)) {
            setReader(asked);
        }
        return reader == asked;
    }

    private Optional<V> readFor(PendingLookup<K, V> asked) {
        List<PendingLookup<K, V>> others = takeWaitingLookups();
        List<K> keys = new ArrayList<>();
        keys.add(asked.key());
        others.forEach(other -> keys.add(other.key()));
        Map<K, V> all;
        try {
            all = source.apply(keys);
        } catch (Throwable e) { // Whatever it is, nobody may wait for ever.
            others.forEach(other -> other.turn().completeExceptionally(e));
            throw e;
        } finally {
            wakeNextReader(asked); // Before the others are woken, which takes as long as the next read.
        }
        others.forEach(other -> other.turn().complete(Optional.of(Optional.ofNullable(all.get(other.key())))));
        return Optional.ofNullable(all.get(asked.key()));
    }

    private synchronized List<PendingLookup<K, V>> takeWaitingLookups() {
        List<PendingLookup<K, V>> others = new ArrayList<>();
        while (others.size() < MAX_AT_ONCE && !waiting.isEmpty()) {
            others.add(waiting.remove());
        }
        return others;
    }

    private void wakeNextReader(PendingLookup<K, V> asked) {
        PendingLookup<K, V> next = appointNextReader(asked);
        if (next != null) {
            next.turn().complete(Optional.empty());
        }
    }

    /** Who reads next; nobody if nobody waits, or if the one who has read was written off meanwhile. */
    private synchronized @Nullable PendingLookup<K, V> appointNextReader(PendingLookup<K, V> asked) {
        if (reader != asked) {
            return null;
        }
        setReader(waiting.poll());
        return reader;
    }

    /** How many wait. */
    synchronized int countWaiting() {
        return waiting.size();
    }
}
