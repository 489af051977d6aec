package support.entitlement.release;

import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.release.directory.LocalReleaseStore;

/** Follows the log of releases. It never waits for a publish. Thread-safe. */
final class LogFollower {

    private final ReleaseState state;
    private final CurrentPolicy current;
    private final LocalReleaseStore store;
    private final LogSync log;
    private final ReleaseStart start;
    private final DirectoryFollower directory;

    LogFollower(
            ReleaseState state,
            CurrentPolicy current,
            LocalReleaseStore store,
            LogSync log,
            ReleaseStart start,
            DirectoryFollower directory) {
        this.state = state;
        this.current = current;
        this.store = store;
        this.log = log;
        this.start = start;
        this.directory = directory;
    }

    /**
     * Reads new releases and acts on them. Called at intervals, and when the database announces a release.
     *
     * @return false if the log cannot be reached
     */
    boolean followLog() {
        current.memoryAway(store.writeWhatWaits());
        try {
            log.lookAtLog();
            state.locks().tryInPublishingTurn(this::startOrCompleteWrite);
            log.tryActivateDue();
            directory.retryWaiting();
            return true;
        } catch (DatabaseUnavailableException e) {
            log.reportLogAway(e);
            return false;
        }
    }

    /** A service that started while the log was away compares it with the directory as soon as it can. */
    private void startOrCompleteWrite() {
        if (state.isStarted()) {
            log.completePendingWrite();
        } else {
            start.startWithLog();
        }
    }
}
