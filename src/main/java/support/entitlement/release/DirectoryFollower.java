package support.entitlement.release;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.DirectoryProblems;
import support.entitlement.release.directory.LocalReleaseStore;
import support.entitlement.release.directory.WorkingCopy;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.table.problem.Problem;

/**
 * Follows the rules directory: publishes sound edits, shows the problems of others, and updates a directory that stayed behind the
 * log. Thread-safe.
 */
final class DirectoryFollower {

    private static final String DIRECTORY = "directory";

    private final ReleaseState state;
    private final CurrentPolicy current;
    private final FourEyes fourEyes;
    private final WorkingCopy directory;
    private final TableJudge judge;
    private final LogSync log;
    private final ReleaseActivator activator;

    DirectoryFollower(
            ReleaseState state,
            CurrentPolicy current,
            FourEyes fourEyes,
            WorkingCopy directory,
            TableJudge judge,
            LogSync log,
            ReleaseActivator activator) {
        this.state = state;
        this.current = current;
        this.fourEyes = fourEyes;
        this.directory = directory;
        this.judge = judge;
        this.log = log;
        this.activator = activator;
    }

    /** The relation of the content of the directory to the release in force. */
    private enum Standing {
        /** It is the release in force. */
        UNCHANGED,
        /** It is the release that the directory was last synchronised with, and no longer in force. */
        OUTDATED,
        /** It is an edit of a release that is no longer in force. */
        EDIT_OF_OUTDATED,
        /** It is an edit of the release in force, or the first tables. */
        EDIT
    }

    /** Takes the content of the directory after it was saved, unless it has changed again. */
    void followSave(TableFiles content) {
        runOrShowFault(() -> {
            Supplier<Compilation> verdict = judgeAhead(content);
            state.locks().runInPublishingTurn(() -> takeIfUnchanged(content, verdict));
        });
    }

    private void runOrShowFault(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            showFault(e);
            throw e;
        }
    }

    /** Takes the content of a directory that waits for the log, unless another thread is publishing; then it goes on waiting. */
    void retryWaiting() {
        TableFiles content = state.isDirectoryWaiting() && !state.locks().isPublishing() ? directory.readFiles() : null;
        if (content == null) {
            return;
        }
        runOrShowFault(() -> {
            Supplier<Compilation> verdict = judgeAhead(content);
            state.locks().tryInPublishingTurn(() -> takeIfUnchanged(content, verdict));
        });
    }

    /** Judges an edit before others have to wait; the release in force is judged only if that turns out to be needed. */
    private Supplier<Compilation> judgeAhead(TableFiles content) {
        if (state.inForce().filter(release -> isContentOf(release, content)).isPresent()) {
            return () -> judge.judgeTables(content).verdict();
        }
        TableJudge.Judged judged = judge.judgeAhead(content);
        return () -> judge.currentVerdict(judged);
    }

    private static boolean isContentOf(Release release, TableFiles content) {
        return release.digest().equals(content.contentDigest());
    }

    private void takeIfUnchanged(TableFiles content, Supplier<Compilation> verdict) {
        TableFiles now = directory.readFiles();
        if (now != null && now.digest().equals(content.digest())) {
            takeDirectory(content, verdict);
        }
    }

    /** Shows a fault of the service as a problem of the directory, which is tried again later. */
    void showFault(Throwable fault) {
        state.setDirectoryWaiting(true);
        List<Problem> problems = List.of(DirectoryProblems.notTaken());
        PolicyStatus.Refused refused = current.status().refused();
        if (!state.isClosing() && (refused == null || !refused.problems().equals(problems))) {
            current.refuseTables(directory.path(), problems);
        }
    }

    /** Compares the content of the directory with the release in force, and acts on it. The caller holds the publishing lock. */
    void takeDirectory(TableFiles content, Supplier<Compilation> verdict) {
        state.setDirectoryWaiting(false);
        DirectoryComparison comparison = state.locks()
                .computeChange(() -> new DirectoryComparison(recordStanding(content), KnownReleases.of(state)));
        if (comparison.standing() == Standing.OUTDATED) {
            updateDirectory(content);
        } else if (comparison.standing() == Standing.EDIT) {
            takeEdit(content, verdict.get(), comparison.known());
        }
    }

    /** The standing of the content of the directory, and the releases that were known when it was determined. */
    private record DirectoryComparison(Standing standing, KnownReleases known) {}

    /** The releases with which the content of the directory was compared. An edit is published only on top of these. */
    private record KnownReleases(long lastId, Optional<Release> inForce) {

        static KnownReleases of(ReleaseState state) {
            return new KnownReleases(state.timeline().lastId(), state.inForce());
        }

        boolean isCurrent(ReleaseState state) {
            return lastId == state.timeline().lastId()
                    && inForce.equals(state.inForce())
                    && state.dueRelease().isEmpty();
        }
    }

    private Standing recordStanding(TableFiles content) {
        Release inForce = state.inForce().orElse(null);
        if (inForce == null) {
            return Standing.EDIT;
        }
        if (isContentOf(inForce, content)) {
            directory.recordDirectoryState(inForce);
            current.clearRefusal();
            return Standing.UNCHANGED;
        }
        Optional<LocalReleaseStore.Seen> outdated = directory
                .findDirectoryState()
                .filter(seen -> !seen.digest().equals(inForce.digest()) && !log.isNewerThanLog(seen, inForce));
        if (outdated.isEmpty()) {
            return Standing.EDIT;
        }
        if (outdated.get().digest().equals(content.contentDigest())) {
            return Standing.OUTDATED;
        }
        refuseDirectory(DirectoryProblems.directoryBehind(
                outdated.get(), inForce, state.timeline().lastId()));
        return Standing.EDIT_OF_OUTDATED;
    }

    /** Writes the release in force to a directory that holds an older one. */
    private void updateDirectory(TableFiles content) {
        Release inForce = state.inForce().orElseThrow();
        TableFiles files = log.readFiles(inForce);
        state.locks().makeChange(() -> {
            if (state.inForce().filter(inForce::equals).isPresent()) {
                directory.writeRelease(inForce, files, content);
                current.clearRefusal();
            } else {
                state.setDirectoryWaiting(true);
            }
        });
    }

    private void takeEdit(TableFiles content, Compilation verdict, KnownReleases known) {
        verdict.compiled()
                .ifPresentOrElse(
                        policy -> publishEdit(content, policy, verdict.problems(), known),
                        () -> current.refuseTables(directory.path(), verdict.problems()));
    }

    /** Publishes an edit, unless another release was published meanwhile: then the edit may not contain the changes of that one. */
    private void publishEdit(TableFiles content, Policy policy, List<Problem> problems, KnownReleases known) {
        try {
            log.catchUp();
            if (known.isCurrent(state)) {
                if (fourEyes.needed() && known.lastId() > 0) {
                    refuseDirectory(DirectoryProblems.approvalNeeded(known.lastId()));
                    return;
                }
                if (addRelease(content, policy, problems, known)) {
                    return;
                }
                log.catchUp();
            }
            state.setDirectoryWaiting(true);
            if (!known.isCurrent(state)) {
                log.activateDue();
                takeDirectory(content, () -> new Compilation(Optional.of(policy), problems));
            }
        } catch (DatabaseUnavailableException e) {
            log.reportLogAway(e);
            state.setDirectoryWaiting(true);
            current.refuseForNow(directory.path(), List.of(DirectoryProblems.waitsForLog()));
        }
    }

    private boolean addRelease(TableFiles content, Policy policy, List<Problem> problems, KnownReleases known) {
        PublishRequest request = new PublishRequest(content, known.lastId(), DIRECTORY, DIRECTORY, "", null);
        Optional<Release> numbered = state.locks()
                .computeChange(() -> known.isCurrent(state)
                        ? Optional.of(state.newRelease(request, policy, Approval.NOT_NEEDED))
                        : Optional.empty());
        if (numbered.isEmpty() || !log.addRelease(numbered.get(), problems, content, Approval.NOT_NEEDED)) {
            return false;
        }
        Release release = numbered.get();
        Runnable impactReport = activator.prepareImpactReport(release, policy);
        boolean kept = state.locks().computeChange(() -> {
            if (!state.addPublished(release)) {
                return false;
            }
            activator.putInForceIfDue(release, content, policy, problems);
            directory.recordDirectoryState(release);
            return true;
        });
        if (kept) {
            impactReport.run();
        }
        return kept;
    }

    private void refuseDirectory(Problem problem) {
        current.refuseTables(directory.path(), List.of(problem));
    }
}
