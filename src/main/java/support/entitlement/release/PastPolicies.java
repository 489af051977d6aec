package support.entitlement.release;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import support.entitlement.policy.Compilation;

/** The policies of releases that are not in force, compiled when they are asked for; the latest few are kept. Thread-safe. */
final class PastPolicies {

    private static final int MOST = 8;

    private final ReleaseLog log;
    private final Cache<Long, Compilation> compiled =
            Caffeine.newBuilder().maximumSize(MOST).build();

    PastPolicies(ReleaseLog log) {
        this.log = log;
    }

    /** Compiles a release once, however many ask for it at the same time. */
    Compilation policy(Release release) {
        return compiled.get(release.id(), id -> Candidate.judge(log.files(id), null, null));
    }
}
