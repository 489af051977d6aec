package support.entitlement.release;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.DirectoryProblems;
import support.entitlement.release.directory.LocalStoreUnavailableException;
import support.entitlement.release.directory.WorkingCopy;
import support.entitlement.release.log.Release;
import support.entitlement.release.log.ReleaseTimeline;
import support.entitlement.release.tables.JudgedTables;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.table.problem.Problem;

/**
 * Publishes tables as releases: checks them, adds them to the log, writes them to the rules directory and puts them in force, unless
 * they are scheduled for later. Thread-safe; one publish runs at a time.
 */
public final class Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final ReleaseState state;
    private final PublishConflicts conflicts;
    private final FourEyes fourEyes;
    private final LogSync log;
    private final WorkingCopy directory;
    private final TableJudge judge;
    private final ReleaseActivator activator;
    private final ReleaseSchedule schedule;

    Publisher(
            ReleaseState state,
            FourEyes fourEyes,
            LogSync log,
            WorkingCopy directory,
            TableJudge judge,
            ReleaseActivator activator,
            ReleaseSchedule schedule) {
        this.state = state;
        this.conflicts = new PublishConflicts(state);
        this.fourEyes = fourEyes;
        this.log = log;
        this.directory = directory;
        this.judge = judge;
        this.activator = activator;
        this.schedule = schedule;
    }

    /** Judges tables as if they were published now, and changes nothing. */
    public JudgedTables judgeTables(TableFiles files) {
        return judge.judgeTables(files);
    }

    /**
     * Judges tables for a caller who may leave.
     *
     * @param hasLeft returns true once no caller waits for the verdict
     */
    public JudgedTables judgeTables(TableFiles files, BooleanSupplier hasLeft) {
        return judge.judgeTables(files, hasLeft);
    }

    /**
     * Judges tables that have been compiled already, for a caller who may leave.
     *
     * @param hasLeft returns true once no caller waits for the verdict
     */
    public JudgedTables judgeCompiled(TableFiles files, Compilation compilation, BooleanSupplier hasLeft) {
        return judge.judgeCompiled(files, compilation, hasLeft);
    }

    /**
     * Looks at the log, so that what others have published is known here.
     *
     * @throws DatabaseUnavailableException if the log cannot be reached
     */
    public void lookAtLog() {
        log.readReleases();
    }

    /**
     * Returns true if the log lost a release with this number, so that a caller who names the number may mean that one.
     *
     * @throws DatabaseUnavailableException if the log cannot be reached
     */
    public boolean isLost(long number) {
        return log.isLost(number);
    }

    /**
     * Publishes tables that nobody has to approve.
     *
     * @throws DatabaseUnavailableException if the log cannot be reached; then nothing has changed, unless the exception says that
     *     something may have: then the release comes into force once the log shows it
     * @throws LocalStoreUnavailableException if the service cannot record what it is about to write; then nothing has changed
     * @throws IllegalStateException if the four-eyes principle holds, so that a second person must approve
     */
    public PublishResult publish(PublishRequest request) {
        if (fourEyes.needed()) {
            throw new IllegalStateException("Nobody has approved the tables that " + request.author() + " publishes.");
        }
        return publishApproved(request, Approval.NOT_NEEDED);
    }

    /**
     * Publishes tables that a second person has approved; throws as {@link #publish} does.
     *
     * @throws ApprovalClosedException if the approval has come too late; then nothing has changed
     */
    public PublishResult publishApproved(PublishRequest request, Approval approval) {
        TableJudge.Judged judged = judgeAhead(request);
        return state.locks().callInPublishingTurn(() -> publishJudged(request, approval, judged));
    }

    /**
     * Checks whether tables could be published now, and changes nothing. Edits in the rules directory do not matter.
     *
     * @throws DatabaseUnavailableException if the log cannot be reached
     */
    public PublishCheck checkPublishable(PublishRequest request) {
        TableJudge.Judged judged = judgeAhead(request);
        log.readReleases();
        Optional<PublishResult> conflict = conflicts.findConflict(request);
        if (conflict.isPresent()) {
            return new PublishCheck.NotPublishable(conflict.get());
        }
        Compilation verdict = judge.currentVerdict(judged);
        return verdict.compiled()
                .<PublishCheck>map(policy -> new PublishCheck.Publishable(policy, verdict.problems()))
                .orElseGet(() -> new PublishCheck.NotPublishable(new PublishResult.Refused(verdict.problems())));
    }

    private TableJudge.Judged judgeAhead(PublishRequest request) {
        return request.isHistory() ? judge.historyAhead(request.files()) : judge.judgeAhead(request.files());
    }

    private PublishResult publishJudged(PublishRequest request, Approval approval, TableJudge.Judged judged) {
        log.catchUp();
        Optional<PublishResult> conflict = conflicts.findConflict(request, directory.readFiles());
        if (conflict.isPresent()) {
            return conflict.get();
        }
        Compilation verdict = judge.currentVerdict(judged);
        return verdict.compiled()
                .map(policy -> publishSound(request, approval, policy, verdict.problems()))
                .orElseGet(() -> new PublishResult.Refused(verdict.problems()));
    }

    private PublishResult publishSound(
            PublishRequest request, Approval approval, Policy policy, List<Problem> problems) {
        NumberedRelease numbered;
        try {
            numbered = state.locks().computeChange(() -> numberRelease(request, approval, policy));
        } catch (IOException e) {
            LOG.warn("The rules directory {} cannot be written", directory.path(), e);
            return new PublishResult.Refused(List.of(DirectoryProblems.cannotWrite(e)));
        }
        if (numbered.conflict() != null) {
            return numbered.conflict();
        }
        Release release = Objects.requireNonNull(numbered.release());
        if (!addToLog(release, problems, request.files(), approval)) {
            log.catchUp();
            return conflicts.describeLast();
        }
        return finishPublish(release, request.files(), policy, problems);
    }

    private static boolean isImmediate(Release release) {
        return !release.isHistory() && !release.effectiveFrom().isAfter(release.created());
    }

    /** A release with its number, or the change that came first. */
    private record NumberedRelease(
            @Nullable Release release, @Nullable PublishResult conflict) {}

    /**
     * Gives a request the next number, and stages its write, if it is still based on what is known and on what the directory holds. The
     * caller holds the state lock, so that no release is learned or written in between.
     */
    private NumberedRelease numberRelease(PublishRequest request, Approval approval, Policy policy) throws IOException {
        TableFiles content = directory.readFiles();
        Optional<PublishResult> conflict = conflicts.findConflict(request, content);
        if (conflict.isPresent()) {
            return new NumberedRelease(null, conflict.get());
        }
        Release release = state.newRelease(request, policy, approval);
        if (isImmediate(release)) {
            directory.stageWrite(content, request.files(), release);
        }
        return new NumberedRelease(release, null);
    }

    /** Adds a release to the log. If it is certain that the log does not have it, the staged write is forgotten. */
    private boolean addToLog(Release release, List<Problem> problems, TableFiles files, Approval approval) {
        try {
            boolean added = log.addRelease(release, problems, files, approval);
            if (!added) {
                log.completePendingWrite();
            }
            return added;
        } catch (ApprovalClosedException e) {
            log.completePendingWrite();
            throw e;
        }
    }

    private PublishResult finishPublish(Release release, TableFiles files, Policy policy, List<Problem> problems) {
        List<Problem> all = new ArrayList<>(problems);
        ReleaseTimeline timeline = state.timeline();
        timeline.nextAfter(release.effectiveFrom())
                .filter(next -> !release.isHistory())
                .ifPresent(next -> all.add(DirectoryProblems.laterRelease(
                        timeline.inForceAt(next).orElseThrow().id(), next)));
        Runnable impactReport = activator.prepareImpactReport(release, policy);
        boolean kept = state.locks().computeChange(() -> {
            if (state.addPublished(release) && isImmediate(release)) {
                directory.completePendingWrite(release, files);
                activator.putInForceIfDue(release, files, policy, problems);
            }
            return state.timeline().contains(release);
        });
        if (!kept) {
            log.catchUp(); // The log was put back since it took this release.
            if (!state.timeline().contains(release)) {
                return conflicts.describeLast();
            }
        }
        if (!kept || !isImmediate(release)) {
            schedule.wakeUp();
        }
        impactReport.run();
        return new PublishResult.Published(release, all);
    }
}
