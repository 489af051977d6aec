package support.entitlement.release;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.LongFunction;
import support.entitlement.policy.Compilation;
import support.entitlement.table.Budget;

/**
 * The policies of releases that are not in force, or of proposals, compiled when they are asked for; the latest few are kept.
 * Thread-safe.
 */
final class PastPolicies {

    private static final int MOST = 8;

    private final LongFunction<TableFiles> files;
    private final ReleaseNotes notes;
    private final Cache<Long, Compilation> compiled =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /**
     * None yet.
     *
     * @param files the files of one of them by its number
     */
    PastPolicies(LongFunction<TableFiles> files, ReleaseNotes notes) {
        this.files = files;
        this.notes = notes;
    }

    /** Compiles one of them once, however many ask for it at the same time. */
    Compilation policy(long id) {
        return compiled.get(
                id,
                asked -> Candidate.judge(files.apply(asked), null, null, notes, Budget.ofRelease())
                        .verdict());
    }
}
