package support.entitlement.release;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.Compilation;
import support.entitlement.table.problem.Budget;

/**
 * The policies of releases that are not in force, or of proposals, compiled when they are asked for. The latest are kept, as many as
 * have so many rows together; any other is found as long as somebody still holds it. Thread-safe.
 */
final class PastPolicies {

    private static final int MAX_WEIGHT = 25_000;
    /** A policy takes memory even if it has few rows. */
    private static final int WEIGHT_WITHOUT_ROWS = 2_500;

    private static final int MAX_WAITING = 16;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final LongFunction<TableFiles> files;
    private final ReleaseNotes notes;
    private final Cache<Long, Compilation> kept = Caffeine.newBuilder()
            .maximumWeight(MAX_WEIGHT)
            .<Long, Compilation>weigher((id, compilation) -> weight(compilation))
            .build();
    private final Cache<Long, Compilation> held =
            Caffeine.newBuilder().weakValues().build();
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Semaphore waiting = new Semaphore(MAX_WAITING);

    /**
     * None yet.
     *
     * @param files the files of one of them by its number
     */
    PastPolicies(LongFunction<TableFiles> files, ReleaseNotes notes) {
        this.files = files;
        this.notes = notes;
    }

    private static int weight(Compilation compilation) {
        return WEIGHT_WITHOUT_ROWS
                + compilation
                        .compiled()
                        .map(policy -> policy.tables().stream()
                                .mapToInt(table -> table.rows().size())
                                .sum())
                        .orElse(0);
    }

    /** Compiles one of them once, however many ask for it at the same time. */
    Compilation policy(long id) {
        Compilation known = known(id);
        return known == null ? kept.get(id, this::compile) : known;
    }

    /**
     * The same for those who only ask: theirs are compiled one at a time, so that strangers keep no more than one processor busy.
     *
     * @throws CompilingBusyException if too many are waiting, or it takes long until it is this one's turn
     */
    Compilation policyInTurn(long id) {
        Compilation known = known(id);
        if (known != null) {
            return known;
        }
        if (!waiting.tryAcquire()) {
            throw new CompilingBusyException();
        }
        try {
            if (!turn.tryLock(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CompilingBusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompilingBusyException();
        } finally {
            waiting.release();
        }
        try {
            return policy(id);
        } finally {
            turn.unlock();
        }
    }

    private @Nullable Compilation known(long id) {
        Compilation latest = kept.getIfPresent(id);
        return latest == null ? held.getIfPresent(id) : latest;
    }

    private Compilation compile(long id) {
        Compilation compilation = Candidate.judge(files.apply(id), null, null, notes, Budget.ofRelease())
                .verdict();
        held.put(id, compilation);
        return compilation;
    }
}
