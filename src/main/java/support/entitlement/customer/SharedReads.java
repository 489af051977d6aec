package support.entitlement.customer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Reads single things from where it is as dear to ask for one as for many. Who comes while nobody reads, reads at once, alone. Who
 * comes while others read waits, and the next of those who wait reads for all of them. Nothing is remembered: whoever asks is
 * answered by a read that began after they had asked. Thread-safe; a key that is asked for twice at a time is read once or twice.
 *
 * @param <K> what is asked for
 * @param <V> what is found
 */
final class SharedReads<K, V> {

    /** How many read at a time: a second, so that one slow read does not hold up everybody. */
    private static final int MOST_READERS = 2;

    private static final int MOST_AT_ONCE = 100;

    private final Function<Collection<K>, Map<K, V>> source;
    private final Queue<Asked<K, V>> waiting = new ArrayDeque<>();
    private int readers;

    /** Reads from a source that finds what there is of some keys, and may fail. */
    SharedReads(Function<Collection<K>, Map<K, V>> source) {
        this.source = source;
    }

    /**
     * One who asks.
     *
     * @param turn ends their waiting: what was found for them, or null if it is for them to read
     */
    private record Asked<K, V>(K key, CompletableFuture<Optional<Optional<V>>> turn) {}

    /** What there is of a key. It throws whatever the source throws, to each of those for whom it was asked. */
    Optional<V> read(K key) {
        Asked<K, V> asked = new Asked<>(key, new CompletableFuture<>());
        return isAmongReaders(asked) ? readFor(asked) : found(asked).orElseGet(() -> readFor(asked));
    }

    /** Who has to wait does so only while as many read as may. */
    private synchronized boolean isAmongReaders(Asked<K, V> asked) {
        if (readers == MOST_READERS) {
            return !waiting.add(asked);
        }
        readers++;
        return true;
    }

    private static <K, V> Optional<Optional<V>> found(Asked<K, V> asked) {
        try {
            return asked.turn().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private Optional<V> readFor(Asked<K, V> reader) {
        List<Asked<K, V>> others = others();
        try {
            List<K> keys = new ArrayList<>();
            keys.add(reader.key());
            others.forEach(other -> keys.add(other.key()));
            Map<K, V> all = source.apply(keys);
            others.forEach(other -> other.turn().complete(Optional.of(Optional.ofNullable(all.get(other.key())))));
            return Optional.ofNullable(all.get(reader.key()));
        } catch (Throwable e) { // Whatever it is, nobody may wait for ever.
            others.forEach(other -> other.turn().completeExceptionally(e));
            throw e;
        } finally {
            passOn();
        }
    }

    private synchronized List<Asked<K, V>> others() {
        List<Asked<K, V>> others = new ArrayList<>();
        while (others.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
            others.add(waiting.remove());
        }
        return others;
    }

    /** How many wait. */
    synchronized int waiting() {
        return waiting.size();
    }

    private synchronized void passOn() {
        Asked<K, V> next = waiting.poll();
        if (next == null) {
            readers--;
        } else {
            next.turn().complete(Optional.empty());
        }
    }
}
