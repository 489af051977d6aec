package support.entitlement.release;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Policy;
import support.entitlement.release.log.Release;
import support.entitlement.release.log.ReleaseTimeline;
import support.entitlement.release.tables.TableFiles;

/**
 * The releases that this service knows, and how far it has come with them. Thread-safe; every question is answered without a lock, and every change is made with the
 * state lock of {@link ReleaseLocks}.
 */
final class ReleaseState {

    private final CurrentPolicy current;
    private final Clock clock;
    private final ReleaseLocks locks = new ReleaseLocks();

    private volatile ReleaseTimeline timeline = ReleaseTimeline.EMPTY;
    private volatile boolean logRead;
    private volatile long logReadAtNanos = System.nanoTime();
    private volatile boolean started;
    private volatile boolean closing;
    private volatile boolean directoryWaiting;
    private volatile long refusedRelease;

    ReleaseState(CurrentPolicy current, Clock clock) {
        this.current = current;
        this.clock = clock;
    }

    /** Returns the locks that order all changes of releases. */
    ReleaseLocks locks() {
        return locks;
    }

    /**
     * Replaces the known releases by those of the log, unless others were added or lost meanwhile.
     *
     * @param known the releases that were known when the log was read
     * @return false if they are no longer those that are known
     */
    boolean replaceTimeline(ReleaseTimeline known, ReleaseTimeline next) {
        return locks.computeChange(() -> {
            if (timeline != known) {
                return false;
            }
            if (known.findLast().filter(last -> !next.contains(last)).isPresent()) {
                refusedRelease = 0; // The log lost some, and gives their numbers to others.
            }
            timeline = next;
            markLogRead();
            return true;
        });
    }

    /**
     * Adds releases that were read from the log, unless others were added or lost meanwhile. Those that are known already are skipped.
     *
     * @param known the releases that were known when the log was read
     * @return false if they are no longer those that are known
     */
    boolean addReleases(ReleaseTimeline known, List<Release> published) {
        return replaceTimeline(known, known.withReleases(published));
    }

    /**
     * Adds a release that has just been added to the log.
     *
     * @return false if it does not follow the last one that is known: the log was put back meanwhile
     */
    boolean addPublished(Release published) {
        return locks.computeChange(() -> {
            ReleaseTimeline known = timeline;
            return known.withNext(published)
                    .filter(next -> replaceTimeline(known, next))
                    .isPresent();
        });
    }

    private void markLogRead() {
        logRead = true;
        logReadAtNanos = System.nanoTime();
        current.logReached();
    }

    /** The releases that are known, which may be none because the log has not been read yet. */
    ReleaseTimeline timeline() {
        return timeline;
    }

    /** Returns the time since the log was last read, or since the service started if it has not been read yet. */
    Duration sinceLogRead() {
        return Duration.ofNanos(System.nanoTime() - logReadAtNanos);
    }

    /** Returns true once the log has been read since the service started. */
    boolean isLogRead() {
        return logRead;
    }

    /**
     * The releases in the log.
     *
     * @throws DatabaseUnavailableException if the log has not been read yet since the service started
     */
    ReleaseTimeline requireTimeline() {
        if (!logRead) {
            throw DatabaseUnavailableException.notYetRead("The log of releases");
        }
        return timeline;
    }

    /** Returns true if tables are those of a known release, whether or not that is in force. */
    boolean isRelease(TableFiles files) {
        String digest = files.contentDigest();
        return timeline.allReleases().stream()
                .anyMatch(release -> release.digest().equals(digest));
    }

    /** The release in force; empty if there is none, or if the policy in force is no release because the log is away. */
    Optional<Release> inForce() {
        PolicyStatus.InForce inForce = current.status().inForce();
        return inForce == null ? Optional.empty() : Optional.ofNullable(inForce.release());
    }

    /** Returns the current time, or the instant of the last publish if this clock is behind it, so that no release is hidden. */
    Instant currentTime() {
        Instant now = clock.instant();
        Instant published = timeline.lastPublishedAt();
        return now.isBefore(published) ? published : now;
    }

    /** The release that is to come into force now; empty if it is in force already, or was refused. */
    Optional<Release> dueRelease() {
        Optional<Release> inForce = inForce();
        return timeline.inForceAt(currentTime())
                .filter(due -> due.id() != refusedRelease)
                .filter(due -> inForce.map(release -> follows(due, release)).orElse(true));
    }

    /**
     * Returns true if a release of the log comes into force after the one in force. After a lost one, those that were published since do,
     * and those that begin later.
     */
    private boolean follows(Release due, Release inForce) {
        PolicyStatus.LogRewound rewound = current.status().logRewound();
        return rewound == null || timeline.contains(inForce)
                ? Release.IN_FORCE.compare(due, inForce) > 0
                : due.id() > rewound.lastKept() || due.effectiveFrom().isAfter(inForce.effectiveFrom());
    }

    /** Returns true if the log has lost a release that is in force here. */
    boolean isLost(Release inForce) {
        return logRead && !timeline.contains(inForce);
    }

    /** The instant at which the next release comes into force; in the past if it is overdue; {@link Instant#MAX} if there is none. */
    Instant nextActivation() {
        return dueRelease()
                .map(Release::effectiveFrom)
                .orElseGet(() -> timeline.nextAfter(currentTime()).orElse(Instant.MAX));
    }

    /**
     * Creates the release that follows all known ones, and decides when it comes into force: at the wanted instant, or at once if none
     * or a past one is wanted; never before the release in force began, even if this clock is behind. Only history begins in the past.
     */
    Release newRelease(PublishRequest request, Policy policy, Approval approval) {
        Instant time = currentTime().truncatedTo(ChronoUnit.MICROS);
        Instant began = inForce().map(Release::effectiveFrom).orElse(time);
        Instant created = began.isAfter(time) ? began : time;
        Instant wanted = request.effectiveFrom();
        Instant begins = wanted == null || wanted.isBefore(created) ? created : wanted.truncatedTo(ChronoUnit.MICROS);
        return new Release(
                timeline.lastId() + 1,
                policy.revision(),
                request.files().contentDigest(),
                request.author(),
                request.origin(),
                request.comment(),
                created,
                request.isHistory() ? request.historyBegin() : begins,
                approval.approver(),
                timeline.findLast().map(Release::chainDigest).orElse(null));
    }

    /** Records that a release is refused here, so that it is not activated again and again; null once one is accepted. */
    void setRefusedRelease(@Nullable Release release) {
        refusedRelease = release == null ? 0 : release.id();
    }

    /** Returns true once the directory and the log have been compared for the first time. */
    boolean isStarted() {
        return started;
    }

    void setStarted() {
        started = true;
    }

    /** Returns true once the service stops. */
    boolean isClosing() {
        return closing;
    }

    void setClosing() {
        closing = true;
    }

    /** Returns true if the rules directory is to be compared with the log again, although it has not changed. */
    boolean isDirectoryWaiting() {
        return directoryWaiting;
    }

    void setDirectoryWaiting(boolean waiting) {
        directoryWaiting = waiting;
    }
}
