package support.entitlement.release;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.release.PolicyStatus.LogRewound;
import support.entitlement.release.directory.LocalReleaseStore;
import support.entitlement.release.log.LostReleases;
import support.entitlement.release.log.LostTables;
import support.entitlement.release.log.Release;
import support.entitlement.release.log.ReleaseTimeline;

/**
 * Reports that the log was put back, as by a failover or the restoring of a backup, and keeps what it lost: the numbers, which are given
 * out again, and the tables that this service has served. Thread-safe.
 */
final class LossRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(LossRecorder.class);

    private final ReleaseState state;
    private final CurrentPolicy current;
    private final LocalReleaseStore store;
    private final LostReleases log;
    private final BooleanSupplier shared;
    private final Runnable forgetPolicies;
    private final Clock clock;
    private final AtomicReference<@Nullable Loss> pending = new AtomicReference<>();

    /**
     * Makes a recorder.
     *
     * @param shared returns true if other services may share the log. Otherwise a full disk may have lost a release that was shown, and
     *     never acknowledged
     * @param forgetPolicies forgets what is kept by the numbers of releases
     */
    LossRecorder(
            ReleaseState state,
            CurrentPolicy current,
            LocalReleaseStore store,
            LostReleases log,
            BooleanSupplier shared,
            Runnable forgetPolicies,
            Clock clock) {
        this.state = state;
        this.current = current;
        this.store = store;
        this.log = log;
        this.shared = shared;
        this.forgetPolicies = forgetPolicies;
        this.clock = clock;
    }

    /** What is to be kept: the lost releases, and the tables of the one that was in force here, if they are known. */
    private record Loss(
            LogRewound rewound,
            List<Release> releases,
            @Nullable LostTables tables) {}

    /** Reports the releases that were known here and that the log does not have. */
    void noticeLoss(ReleaseTimeline known, ReleaseTimeline now) {
        noticeLoss(known.findMissingIn(now), now);
    }

    /** Reports the release that this service remembers from before its start, if the log does not have it. */
    void noticeLossOfRemembered(ReleaseTimeline now) {
        store.lastRelease()
                .map(LocalReleaseStore.Known::release)
                .filter(remembered -> !now.contains(remembered))
                .ifPresent(remembered -> noticeLoss(List.of(remembered), findLastKept(remembered, now), now));
    }

    /**
     * Finds the last release before a lost one that the log still has, as far as that is known: if the log has another release before it
     * than the one that it followed, that one was published since.
     */
    private static long findLastKept(Release lost, ReleaseTimeline now) {
        long before = lost.id() - 1;
        boolean isOther = now.findById(before)
                .map(Release::chainDigest)
                .filter(digest -> lost.previousDigest() != null && !digest.equals(lost.previousDigest()))
                .isPresent();
        return isOther ? before - 1 : Math.min(before, now.lastId());
    }

    private void noticeLoss(List<Release> lost, ReleaseTimeline now) {
        if (!lost.isEmpty()) {
            noticeLoss(lost, lost.get(0).id() - 1, now);
        }
    }

    private void noticeLoss(List<Release> lost, long lastKept, ReleaseTimeline now) {
        Release served = state.inForce().filter(lost::contains).orElse(null);
        if (served == null && !shared.getAsBoolean()) {
            return;
        }
        LostTables tables = store.lastRelease()
                .filter(last -> lost.contains(last.release()))
                .map(last -> new LostTables(
                        last.release(), last.files(), now.findById(lastKept).orElse(null)))
                .orElse(null);
        List<Long> numbers = lost.stream().map(Release::id).toList();
        Long serving = served == null ? null : served.id();
        LogRewound rewound = new LogRewound(
                clock.instant(), lastKept, numbers, serving, explainLoss(numbers, lastKept, tables != null));
        forgetPolicies.run();
        current.logRewound(rewound);
        pending.set(new Loss(rewound, lost, tables));
    }

    private static String explainLoss(List<Long> lost, long lastKept, boolean known) {
        String numbers = lost.size() == 1
                ? "release " + lost.get(0)
                : "releases " + lost.get(0) + " to " + lost.get(lost.size() - 1);
        return "The log of releases has lost " + numbers + ", as after a failover or the restoring of a backup: "
                + (lastKept == 0
                        ? "it has none of those before."
                        : "release " + lastKept + " is the last that it kept.")
                + " What was in force here stays so until a release that was published since is."
                + (known ? " A draft keeps the tables that were lost: publish it to have them back." : "");
    }

    /**
     * Keeps what was lost, if that has not been done yet.
     *
     * @throws DatabaseUnavailableException if the database is away; then this is to be tried again
     */
    void keepLoss() {
        Loss loss = pending.get();
        if (loss == null || state.isClosing()) {
            return;
        }
        log.addReleases(loss.releases(), clock.instant());
        current.announceLoss(loss.rewound(), loss.tables());
        pending.compareAndSet(loss, null);
    }

    /** Returns true if the release in force is one that the log lost, and the log has none that was published since. */
    boolean isServingLost() {
        return state.inForce().filter(state::isLost).isPresent()
                && state.dueRelease().isEmpty();
    }

    /**
     * Returns true if a directory was last synchronised with a release that the log lost, and nothing was published since: then its
     * content is newer than the log.
     */
    boolean isNewerThanLog(LocalReleaseStore.Seen seen, Release inForce) {
        LogRewound rewound = current.status().logRewound();
        return rewound != null
                && inForce.id() <= rewound.lastKept()
                && state.timeline()
                        .findById(seen.release())
                        .filter(release -> release.digest().equals(seen.digest()))
                        .isEmpty();
    }

    /** Returns true if the log lost a release with this number, which may be the one of another release by now. */
    boolean isLost(long number) {
        return log.hasNumber(number);
    }

    /** Logs which of the releases that were read after {@code id} are not chained to the ones before. */
    void reportAdded(long id, ReleaseTimeline now) {
        List<Release> unchained = now.findUnchained(id);
        if (!unchained.isEmpty()) {
            LOG.info(
                    "Releases {} to {} of the log do not carry the digest of the one before: an earlier version published {}.",
                    unchained.get(0).id(),
                    unchained.get(unchained.size() - 1).id(),
                    unchained.size() == 1 ? "it" : "them");
        }
        now.findBreaks(id)
                .forEach(release -> LOG.error(
                        "Release {} of the log carries the digest of another release than release {}: somebody changed the log.",
                        release.id(),
                        release.id() - 1));
    }
}
