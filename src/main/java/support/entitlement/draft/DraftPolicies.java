package support.entitlement.draft;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.DraftVersion;
import support.entitlement.policy.Policy;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.release.tables.CallerLeftException;
import support.entitlement.release.tables.CompilingBusyException;
import support.entitlement.release.tables.JudgedTables;
import support.entitlement.table.problem.Budget;

/**
 * Compiles drafts on demand, each version once however many callers ask, and keeps the newest version of those used last. A few drafts
 * are compiled at a time; the rules of rows that did not change are not compiled again. Thread-safe.
 */
@Component
public final class DraftPolicies {

    private static final int PART_OF_HEAP = 8;
    private static final int MAX_CONCURRENT = 2;
    private static final int MAX_WAITING = 16;
    private static final Duration MAX_WAIT = Duration.ofSeconds(20);

    private final Drafts drafts;
    private final CurrentPolicy current;
    private final SharedTasks<DraftSource, DraftVerdict> running = new SharedTasks<>();
    private final Semaphore places = new Semaphore(MAX_CONCURRENT, true);
    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private final Cache<Long, DraftVerdict> kept = Caffeine.newBuilder()
            .maximumWeight(Runtime.getRuntime().maxMemory() / PART_OF_HEAP >> 10)
            .<Long, DraftVerdict>weigher((id, verdict) -> verdict.kilobytes())
            .build();
    private final Cache<Long, DraftVerdict> held =
            Caffeine.newBuilder().weakValues().build();

    DraftPolicies(Drafts drafts, CurrentPolicy current) {
        this.drafts = drafts;
        this.current = current;
    }

    /**
     * Compiles the newest version of a draft, or returns the result if it is kept.
     *
     * @param hasLeft returns true once the caller has left
     * @return the result; empty if there is no such draft
     * @throws DatabaseUnavailableException if it cannot be read now
     * @throws CompilingBusyException if too many other drafts are being compiled
     * @throws CallerLeftException if the caller has left
     */
    public Optional<DraftVerdict> compileDraft(long id, BooleanSupplier hasLeft) {
        Draft draft = drafts.findById(id).orElse(null);
        if (draft == null) {
            return Optional.empty();
        }
        DraftVerdict known = findKept(id);
        return known != null && known.source().equals(drafts.findSource(draft))
                ? Optional.of(known)
                : drafts.readDraft(id).map(files -> compileFiles(files, hasLeft));
    }

    /** Compiles the files of one version of a draft, and throws as {@link #compileDraft} does. */
    public DraftVerdict compileFiles(DraftFiles files, BooleanSupplier hasLeft) {
        DraftVerdict known = findKept(files.draft().id());
        return known != null && known.source().equals(files.source())
                ? known
                : running.runTask(
                        files.source(),
                        hasLeft,
                        allLeft -> compileInTurn(files, known == null ? null : known.reusable(), allLeft));
    }

    private @Nullable DraftVerdict findKept(long id) {
        DraftVerdict latest = kept.getIfPresent(id);
        return latest == null ? held.getIfPresent(id) : latest;
    }

    private DraftVerdict compileInTurn(DraftFiles files, @Nullable Policy reusable, BooleanSupplier allLeft) {
        takePlace();
        try {
            return compile(files, reusable, allLeft);
        } finally {
            places.release();
        }
    }

    private void takePlace() {
        if (!waiting.tryAcquire()) {
            throw createBusy();
        }
        try {
            if (!places.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw createBusy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw createBusy();
        } finally {
            waiting.release();
        }
    }

    private static CompilingBusyException createBusy() {
        return new CompilingBusyException("Other drafts are being compiled. Send this again in a few seconds.");
    }

    private DraftVerdict compile(DraftFiles files, @Nullable Policy reusable, BooleanSupplier allLeft) {
        Policy before = reusable == null ? current.policy().orElse(null) : reusable;
        Compilation compiled = JudgedTables.compileTables(files.files(), before, Budget.ofCheck(allLeft));
        if (allLeft.getAsBoolean()) {
            throw new CallerLeftException();
        }
        DraftVersion version =
                new DraftVersion(files.draft().id(), files.draft().version());
        Optional<Policy> policy = compiled.compiled().map(each -> each.ofDraft(version));
        DraftVerdict verdict =
                DraftVerdict.of(files, new Compilation(policy, compiled.problems()), policy.orElse(reusable));
        held.put(version.id(), verdict);
        kept.put(version.id(), verdict);
        return verdict;
    }
}
