package support.entitlement.release;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import support.entitlement.background.NewThread;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.DirectoryProblems;
import support.entitlement.release.directory.LocalReleaseStore;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.release.directory.WorkingCopy;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.report.ImpactState;
import support.entitlement.table.problem.Problem;

/**
 * Decides which policy serves when the service starts: compares the log, the rules directory and the last release that this service
 * remembers. Its callers run one after the other, with the publishing lock of {@link ReleaseState}.
 */
final class ReleaseStart {

    private static final Logger LOG = LoggerFactory.getLogger(ReleaseStart.class);

    /** A start runs in such a thread, and compiles tables in another. */
    static final NewThread THREAD = new NewThread("first-policy");

    /** The time to wait for a log that is slow but not known to be away, such as a file that is being opened. */
    private static final Duration MAX_FIRST_WAIT = Duration.ofSeconds(30);

    private final ReleaseState state;
    private final CurrentPolicy current;
    private final FourEyes fourEyes;
    private final WorkingCopy directory;
    private final @Nullable RulesDirectory firstTables;
    private final LocalReleaseStore store;
    private final TableJudge judge;
    private final LogSync log;
    private final ReleaseActivator activator;
    private final DirectoryFollower follower;
    private final LossRecorder losses;

    ReleaseStart(
            ReleaseState state,
            CurrentPolicy current,
            FourEyes fourEyes,
            WorkingCopy directory,
            @Nullable RulesDirectory firstTables,
            LocalReleaseStore store,
            TableJudge judge,
            LogSync log,
            ReleaseActivator activator,
            DirectoryFollower follower,
            LossRecorder losses) {
        this.state = state;
        this.current = current;
        this.fourEyes = fourEyes;
        this.directory = directory;
        this.firstTables = firstTables;
        this.store = store;
        this.judge = judge;
        this.log = log;
        this.activator = activator;
        this.follower = follower;
        this.losses = losses;
    }

    /**
     * Puts the first policy in force, or refuses it.
     *
     * @return the digest of the content of the directory; empty if there is no directory
     */
    String loadFirstPolicy() {
        directory.removeRest();
        TableFiles content = directory.readFiles();
        // In parallel: the database takes its time to open, and Drools to load.
        CompletableFuture<Compilation> verdict = CompletableFuture.supplyAsync(
                () -> content == null ? new Compilation(Optional.empty(), List.of()) : judge.judgeFirstTables(content),
                THREAD);
        state.locks().runInPublishingTurn(() -> loadFirstPolicy(content, verdict::join));
        return content == null ? "" : content.digest();
    }

    private void loadFirstPolicy(@Nullable TableFiles content, Supplier<Compilation> verdict) {
        try {
            awaitLog();
            startWithLog(content, verdict);
        } catch (DatabaseUnavailableException e) {
            log.reportLogAway(e);
            startWithoutLog(content, verdict);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("The service failed to take the tables at its start, and tries again", e);
            startWithoutLog(content, verdict);
            follower.showFault(e);
        }
    }

    /** Waits for the log, unless it is known to be away: edits made while the service was down are judged against the log. */
    private void awaitLog() {
        long end = System.nanoTime() + MAX_FIRST_WAIT.toNanos();
        while (true) {
            try {
                log.readReleases();
                return;
            } catch (DatabaseUnavailableException e) {
                if (!e.isSlow() || state.isClosing() || System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    /** Compares the directory, as it is now, with the log. */
    void startWithLog() {
        TableFiles content = directory.readFiles();
        startWithLog(content, judgeLater(content));
    }

    private Supplier<Compilation> judgeLater(@Nullable TableFiles content) {
        return () -> content == null
                ? new Compilation(Optional.empty(), List.of())
                : judge.judgeTables(content).verdict();
    }

    private void startWithLog(@Nullable TableFiles content, Supplier<Compilation> verdict) {
        log.readReleases();
        losses.noticeLossOfRemembered(state.timeline());
        if (log.completePendingWrite()) {
            TableFiles written = directory.readFiles();
            compareWithLog(written, judgeLater(written));
        } else {
            compareWithLog(content, verdict);
        }
        state.setStarted();
    }

    private void compareWithLog(@Nullable TableFiles content, Supplier<Compilation> verdict) {
        Release due = state.timeline().inForceAt(state.currentTime()).orElse(null);
        if (due == null) {
            startWithoutRelease(content, verdict);
        } else if (losses.isServingLost()) {
            takeIfThere(content, verdict);
        } else if (content == null) {
            activateFromLog(due);
        } else if (due.digest().equals(content.contentDigest())) {
            activateFromDirectory(due, content, verdict.get());
        } else if (directory.isBehind(content, state.timeline()) && !isNewerThanLog(due)) {
            TableFiles files = activateFromLog(due);
            state.locks().makeChange(() -> directory.writeRelease(due, files, content));
        } else {
            activateFromLog(due);
            follower.takeDirectory(content, judgeLater(content));
        }
    }

    private boolean isNewerThanLog(Release due) {
        return directory
                .findDirectoryState()
                .filter(seen -> losses.isNewerThanLog(seen, due))
                .isPresent();
    }

    private void takeIfThere(@Nullable TableFiles content, Supplier<Compilation> verdict) {
        if (content != null) {
            follower.takeDirectory(content, verdict);
        }
    }

    private void startWithoutRelease(@Nullable TableFiles content, Supplier<Compilation> verdict) {
        if (content != null) {
            follower.takeDirectory(content, verdict);
        } else if (firstTables != null && state.timeline().lastId() == 0) {
            TableFiles first = firstTables.readFiles();
            follower.takeDirectory(first, judgeLater(first));
        } else {
            current.refuseTables("The log of releases", List.of(DirectoryProblems.noRelease()));
        }
    }

    private TableFiles activateFromLog(Release due) {
        TableFiles files = log.readFiles(due);
        Compilation verdict = judge.judgeRelease(files);
        state.locks().makeChange(() -> activator.activateRelease(due, files, verdict));
        return files;
    }

    private void activateFromDirectory(Release due, TableFiles content, Compilation verdict) {
        Compilation ofRelease = verdict.compiled().isPresent() ? verdict : judge.judgeRelease(content);
        state.locks().makeChange(() -> {
            activator.activateRelease(due, content, ofRelease);
            directory.recordDirectoryState(due);
        });
    }

    /**
     * Serves the remembered release, or else the directory. If both are there and differ, the directory waits for the log, and its
     * problems are shown.
     */
    private void startWithoutLog(@Nullable TableFiles content, Supplier<Compilation> verdict) {
        Optional<LocalReleaseStore.Known> known = store.lastRelease();
        known.ifPresent(this::serveRemembered);
        if (content == null || isServed(content, known)) {
            return;
        }
        boolean serves = current.policy().isPresent();
        Compilation compilation = verdict.get();
        Policy policy = compilation.compiled().orElse(null);
        if (!serves && fourEyes.needed()) {
            refuseForNow(DirectoryProblems.notKnownToBeApproved());
        } else if (policy == null) {
            current.refuseTables(directory.path(), compilation.problems());
        } else if (serves) {
            refuseForNow(DirectoryProblems.waitsForLog());
        } else {
            current.acceptPolicy(policy, compilation.problems(), null, ImpactState.NONE);
        }
    }

    private void serveRemembered(LocalReleaseStore.Known known) {
        Compilation compilation = judge.judgeRelease(known.files());
        compilation
                .compiled()
                .ifPresent(policy ->
                        current.acceptPolicy(policy, compilation.problems(), known.release(), ImpactState.NONE));
    }

    private boolean isServed(TableFiles content, Optional<LocalReleaseStore.Known> known) {
        return current.policy().isPresent()
                && known.filter(last -> last.release().digest().equals(content.contentDigest()))
                        .isPresent();
    }

    private void refuseForNow(Problem problem) {
        current.refuseForNow(directory.path(), List.of(problem));
    }
}
