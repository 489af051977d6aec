package support.entitlement.release;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import support.entitlement.release.PolicyStatus.LogRewound;
import support.entitlement.release.directory.LocalReleaseStore;
import support.entitlement.release.log.LossExplanation;
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
    private final Runnable wakeLog;
    private final Clock clock;
    private final Queue<Loss> pending = new ConcurrentLinkedQueue<>();
    private volatile @Nullable String loggedFailure;

    /**
     * Makes a recorder.
     *
     * @param shared returns true if other services may share the log. Otherwise a full disk may have lost a release that was shown,
     *     and neither acknowledged nor remembered as the last in force
     * @param wakeLog wakes the thread that looks at the log, which keeps what was lost
     */
    LossRecorder(
            ReleaseState state,
            CurrentPolicy current,
            LocalReleaseStore store,
            LostReleases log,
            BooleanSupplier shared,
            Runnable wakeLog,
            Clock clock) {
        this.state = state;
        this.current = current;
        this.store = store;
        this.log = log;
        this.shared = shared;
        this.wakeLog = wakeLog;
        this.clock = clock;
    }

    /** A loss to keep: the lost releases, and the tables of the one that was in force here, if they are known. */
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
        LostTables tables = store.lastRelease()
                .filter(last -> lost.contains(last.release()))
                .map(last -> new LostTables(
                        last.release(), last.files(), now.findById(lastKept).orElse(null)))
                .orElse(null);
        if (served == null && tables == null && !shared.getAsBoolean()) {
            return;
        }
        LogRewound rewound = describeLoss(clock.instant(), lastKept, lost, served, tables);
        current.logRewound(rewound);
        pending.add(new Loss(rewound, lost, tables));
        wakeLog.run();
    }

    private static LogRewound describeLoss(
            Instant noticed, long lastKept, List<Release> lost, @Nullable Release served, @Nullable LostTables tables) {
        List<Long> numbers = lost.stream().map(Release::id).toList();
        return new LogRewound(
                noticed,
                lastKept,
                numbers,
                served == null ? null : served.id(),
                new LossExplanation(
                                numbers,
                                lastKept,
                                tables == null ? null : tables.release().id())
                        .explain());
    }

    /**
     * Keeps what was lost, if that has not been done yet. A failure is logged, and this is tried again at the next look at the log: whatever
     * else the log is needed for does not depend on it.
     */
    void keepLoss() {
        if (state.isClosing()) {
            return;
        }
        try {
            for (Loss loss = pending.peek(); loss != null; loss = pending.peek()) {
                keepLoss(loss);
                pending.remove(loss);
            }
            loggedFailure = null;
        } catch (RuntimeException e) {
            if (!e.toString().equals(loggedFailure)) {
                LOG.warn("What the log of releases lost is not kept yet; that is tried again at each look at it", e);
            }
            loggedFailure = e.toString();
        }
    }

    /** Keeps what the log does not have again by now. */
    private void keepLoss(Loss noticed) {
        Loss loss = withoutRestored(noticed);
        if (!loss.releases().isEmpty()) {
            log.addReleases(loss.releases(), clock.instant());
            current.announceLoss(loss.rewound(), loss.tables());
        }
    }

    private Loss withoutRestored(Loss noticed) {
        ReleaseTimeline now = state.timeline();
        List<Release> lost = noticed.releases().stream()
                .filter(release -> !now.contains(release))
                .toList();
        LogRewound before = noticed.rewound();
        if (lost.size() == noticed.releases().size()) {
            return noticed;
        }
        if (lost.isEmpty()) {
            current.logRestored(before, null);
            return new Loss(before, lost, null);
        }
        LostTables known = noticed.tables();
        LostTables tables = known != null && lost.contains(known.release()) ? known : null;
        Release served = state.inForce().filter(lost::contains).orElse(null);
        LogRewound rest = describeLoss(before.since(), lost.get(0).id() - 1, lost, served, tables);
        current.logRestored(before, rest);
        return new Loss(rest, lost, tables);
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
        return pending.stream().flatMap(loss -> loss.releases().stream()).anyMatch(lost -> lost.id() == number)
                || log.hasNumber(number);
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
