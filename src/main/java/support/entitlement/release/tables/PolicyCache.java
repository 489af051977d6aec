package support.entitlement.release.tables;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.table.problem.Budget;

/**
 * Compiles policies of earlier releases, or of proposals, on demand, and keeps the most recently used. Thread-safe.
 *
 * @param <K> identifies the tables. It is more than a number, which a log that was put back gives to others
 */
public final class PolicyCache<K> {

    private static final int MAX_WAITING = 16;
    private static final Duration MAX_WAIT = Duration.ofSeconds(20);
    private static final BooleanSupplier STAYS = () -> false;

    private final Function<K, TableFiles> files;
    private final Supplier<Optional<Policy>> inForce;
    private final TableCompiler compiler;
    private final Cache<K, Compilation> kept;
    private final Cache<K, Compilation> held =
            Caffeine.newBuilder().weakValues().build();
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Semaphore waiting = new Semaphore(MAX_WAITING);

    /**
     * Makes an empty cache.
     *
     * @param files reads the files of a release, or of a proposal
     * @param partOfHeap the part of the heap that policies may take, as the divisor of the whole
     */
    public PolicyCache(
            Function<K, TableFiles> files, Supplier<Optional<Policy>> inForce, TableCompiler compiler, int partOfHeap) {
        this.kept = Caffeine.newBuilder()
                .maximumWeight(Runtime.getRuntime().maxMemory() / partOfHeap >> 10)
                .<K, Compilation>weigher((key, compilation) -> compilation.kilobytes())
                .build();
        this.files = files;
        this.inForce = inForce;
        this.compiler = compiler;
    }

    /** Compiles the tables of a release or of a proposal. */
    @FunctionalInterface
    public interface TableCompiler {

        /**
         * Compiles tables.
         *
         * @param before a policy whose unchanged rules are reused; null if there is none
         */
        Compilation compileTables(TableFiles files, @Nullable Policy before, Budget budget);
    }

    /** Returns a policy. Concurrent callers compile it once. */
    public Compilation findOrCompile(K key) {
        return findOrCompile(key, STAYS);
    }

    private Compilation findOrCompile(K key, BooleanSupplier hasLeft) {
        Compilation known = findCached(key);
        return known == null ? kept.get(key, asked -> compilePolicy(asked, hasLeft)) : known;
    }

    /**
     * Compiles one for a caller who only asks. For these, one is compiled at a time, so that strangers keep no more than one processor
     * busy.
     *
     * @param hasLeft returns true once the caller has left
     * @throws CompilingBusyException if too many are waiting, or it takes long until it is this one's turn
     * @throws CallerLeftException if the caller has left
     */
    public Compilation policyInTurn(K key, BooleanSupplier hasLeft) {
        Compilation known = findCached(key);
        if (known != null) {
            return known;
        }
        awaitTurn();
        try {
            return findOrCompile(key, hasLeft);
        } finally {
            turn.unlock();
        }
    }

    private void awaitTurn() {
        if (!waiting.tryAcquire()) {
            throw new CompilingBusyException();
        }
        try {
            if (!turn.tryLock(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CompilingBusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompilingBusyException();
        } finally {
            waiting.release();
        }
    }

    private @Nullable Compilation findCached(K key) {
        Compilation latest = kept.getIfPresent(key);
        return latest == null ? held.getIfPresent(key) : latest;
    }

    /** Compiles a policy. If the caller leaves meanwhile, the compilation may have been given up, so it is not kept. */
    private Compilation compilePolicy(K key, BooleanSupplier hasLeft) {
        Compilation compilation = hasLeft.getAsBoolean()
                ? null
                : compiler.compileTables(files.apply(key), inForce.get().orElse(null), Budget.ofRelease(hasLeft));
        if (compilation == null || hasLeft.getAsBoolean()) {
            throw new CallerLeftException();
        }
        Compilation remembered = compilation.withoutCheckMemory();
        held.put(key, remembered);
        return remembered;
    }
}
