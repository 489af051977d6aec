package support.entitlement.release;

import java.util.List;
import java.util.Optional;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Compilation;
import support.entitlement.release.directory.LocalReleaseStore;
import support.entitlement.release.directory.WorkingCopy;
import support.entitlement.release.log.Release;
import support.entitlement.release.log.ReleaseLog;
import support.entitlement.release.log.ReleaseTimeline;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.report.ReportedProblem;
import support.entitlement.table.problem.Problem;

/**
 * Brings this service up to date with the log, and puts due releases in force. Releases are read from the log and added to it here
 * alone, and never with the state lock. Thread-safe;
 * methods that access the log throw {@link DatabaseUnavailableException} while it is away, unless they say otherwise.
 */
final class LogSync {

    private final ReleaseState state;
    private final CurrentPolicy current;
    private final ReleaseLog log;
    private final WorkingCopy directory;
    private final TableJudge judge;
    private final ReleaseActivator activator;
    private final LossRecorder losses;

    LogSync(
            ReleaseState state,
            CurrentPolicy current,
            ReleaseLog log,
            WorkingCopy directory,
            TableJudge judge,
            ReleaseActivator activator,
            LossRecorder losses) {
        this.state = state;
        this.current = current;
        this.log = log;
        this.directory = directory;
        this.judge = judge;
        this.activator = activator;
        this.losses = losses;
    }

    /** Reads the files of a release. */
    TableFiles readFiles(Release release) {
        state.locks().requireNoStateLock();
        return log.readFiles(release.id());
    }

    /**
     * Reads the releases that were published since the last read. If the log does not have the last one that is known here, it was put
     * back, and is read anew; a standby server that lags is not a log that was put back.
     *
     * @return true if the log can only be read
     */
    boolean readReleases() {
        state.locks().requireNoStateLock();
        while (true) {
            ReleaseTimeline known = state.timeline();
            ReleaseLog.Look look = log.lookAfter(Math.max(0, known.lastId() - 1));
            Release last = known.findLast().orElse(null);
            boolean continues = last == null
                    || !look.releases().isEmpty() && look.releases().get(0).equals(last);
            if (continues ? addFound(known, look.releases()) : readAnew(known)) {
                return look.readOnly();
            }
        }
    }

    /** Returns false if another thread has changed what is known since the log was read; then it is to be read again. */
    private boolean addFound(ReleaseTimeline known, List<Release> found) {
        boolean added = state.addReleases(known, found);
        if (added) {
            losses.reportAdded(known.lastId(), state.timeline());
        }
        return added;
    }

    /** Returns false if another thread has changed what is known since the log was read; then it is to be read again. */
    private boolean readAnew(ReleaseTimeline known) {
        ReleaseLog.Look look = log.lookAfter(0);
        ReleaseTimeline now = ReleaseTimeline.EMPTY.withReleases(look.releases());
        if (look.readOnly() && now.findMissingIn(known).isEmpty()) {
            return state.addReleases(known, List.of()); // A standby server that lags has lost nothing.
        }
        boolean replaced = state.replaceTimeline(known, now);
        if (replaced) {
            losses.noticeLoss(known, now);
        }
        return replaced;
    }

    /** Reads new releases, and keeps what the log has lost, if it was put back. */
    void lookAtLog() {
        boolean readOnly = readReleases();
        current.logReadOnly(readOnly);
        state.locks()
                .makeChange(
                        () -> state.inForce().filter(state.timeline()::contains).ifPresent(current::settleRewind));
        if (!readOnly) {
            losses.keepLoss();
        }
    }

    /** Returns true if a directory that was last synchronised with a lost release is newer than the log. */
    boolean isNewerThanLog(LocalReleaseStore.Seen seen, Release inForce) {
        return losses.isNewerThanLog(seen, inForce);
    }

    /** Returns true if the log lost a release with this number, which may be the one of another release by now. */
    boolean isLost(long number) {
        return losses.isLost(number);
    }

    /** Reads new releases, and completes an interrupted write to the directory. The caller holds the publishing lock. */
    void catchUp() {
        readReleases();
        completePendingWrite();
    }

    /**
     * Adds a release to the log. The caller holds the publishing lock.
     *
     * @param approval is recorded within the same transaction
     * @return false if another service has taken its number
     */
    boolean addRelease(Release release, List<Problem> problems, TableFiles files, Approval approval) {
        state.locks().requireNoStateLock();
        return log.addRelease(
                release,
                ReportedProblem.of(problems),
                files,
                () -> approval.recordRelease().accept(release));
    }

    /**
     * Completes a write to the directory that was interrupted if its release is in the log, and forgets it otherwise. The caller
     * holds the publishing lock.
     *
     * @return true if the directory was written
     */
    boolean completePendingWrite() {
        Optional<Release> pending = state.locks().computeChange(() -> directory.findPendingRelease(state.timeline()));
        if (pending.isEmpty()) {
            return false;
        }
        TableFiles files = readFiles(pending.get());
        return state.locks().computeChange(() -> directory.completePendingWrite(pending.get(), files));
    }

    /** Puts the due release in force, once the service has started. Does not throw while the log is away. */
    void tryActivateDue() {
        if (!state.isStarted() || state.isClosing()) {
            return;
        }
        try {
            activateDue();
        } catch (DatabaseUnavailableException e) {
            reportLogAway(e);
        }
    }

    /** Puts the due release in force, if there is one. Its tables are read and judged without a lock. */
    void activateDue() {
        boolean done = false;
        while (!done) {
            Release due = state.dueRelease().orElse(null);
            if (due == null) {
                return;
            }
            TableFiles files = readFiles(due);
            TableJudge.Judged judged = judge.releaseAhead(files);
            done = state.locks().computeChange(() -> activateIfCurrent(due, files, judged));
        }
    }

    /** Returns false if something else has come into force since the tables were judged. */
    private boolean activateIfCurrent(Release due, TableFiles files, TableJudge.Judged judged) {
        if (!judge.isCurrent(judged) || !state.dueRelease().filter(due::equals).isPresent()) {
            return false;
        }
        activateAndWrite(due, files, judged.verdict());
        return true;
    }

    private void activateAndWrite(Release due, TableFiles files, Compilation verdict) {
        Optional<String> before = state.inForce().map(Release::digest);
        TableFiles content = directory.readFiles();
        boolean unedited = content != null
                && before.filter(content.contentDigest()::equals).isPresent();
        activator.activateRelease(due, files, verdict);
        if (content == null || !state.inForce().filter(due::equals).isPresent()) {
            return;
        }
        if (unedited) {
            directory.writeRelease(due, files, content);
        } else {
            state.setDirectoryWaiting(true); // It holds this release already, or its errors must stay visible.
        }
    }

    /** Shows that the log is away, unless that is because the service stops. */
    void reportLogAway(DatabaseUnavailableException e) {
        if (!state.isClosing()) {
            current.logAway(e.getMessage(), e.isRefusal() && !state.isLogRead());
        }
    }
}
