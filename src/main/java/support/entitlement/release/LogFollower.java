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

    /** Reads new releases and acts on them. Called at intervals, and when the database announces a release. */
    void followLog() {
        current.memoryAway(store.writeWhatWaits());
        try {
            log.readReleases();
            state.tryInPublishingTurn(this::startOrCompleteWrite);
            log.tryActivateDue();
            directory.retryWaiting();
        } catch (DatabaseUnavailableException e) {
            log.reportLogAway(e);
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
