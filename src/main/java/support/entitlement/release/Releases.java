package support.entitlement.release;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import support.entitlement.background.Heartbeats;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.table.problem.Problem;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which releases there are, and how they come to be. Whatever comes into force is in the log before; the rules directory, if
 * there is one, is the analysts' working copy of the release in force: a sound change there becomes a release, and what is
 * published otherwise is written there too.
 *
 * <p>Thread-safe. Changes are made one after the other; queries never wait for them.
 */
@Component
public class Releases implements ApplicationRunner, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Releases.class);
    private static final String DIRECTORY = "directory";

    /** After this time nobody is still finding out the impact of a release that was published. */
    private static final Duration TO_FIND_IMPACT = Duration.ofMinutes(10);

    /** To wait for each thread when the service stops; then the database is closed below those that still read. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    /** To wait at the start for a log that is not known to be away: a file that is made or opened may take its time. */
    private static final Duration MAX_FIRST_WAIT = Duration.ofSeconds(30);

    private final FourEyes fourEyes;
    private final CurrentPolicy current;
    private final ReleaseLog log;
    private final LocalMemory memory;
    private final ReleaseNotes notes;
    private final PastPolicies past;
    private final Clock clock;
    private final Heartbeats heartbeats;
    private final Judge judge;
    private final DirectoryCopy directory;
    private final @Nullable RulesWatch watch;
    private final DirectoryFollower follower;
    private final LogWatch logWatch;
    private final ReleaseSchedule schedule;
    private final ImpactReporter impacts;
    private final CompletableFuture<String> loaded;
    private final ReentrantLock changes = new ReentrantLock(true);

    private volatile Timeline timeline = Timeline.EMPTY;
    private volatile boolean logRead;
    private volatile boolean closing;

    private volatile boolean started;
    private volatile boolean directoryWaits;
    private volatile long failed;

    Releases(
            RulesProperties rules,
            ReleasesProperties properties,
            ImpactProperties impact,
            FourEyes fourEyes,
            LogDatabase database,
            CurrentPolicy current,
            ReleaseNotes notes,
            Heartbeats heartbeats,
            Clock clock,
            JsonMapper json) {
        this.fourEyes = fourEyes;
        this.current = current;
        this.notes = notes;
        this.heartbeats = heartbeats;
        this.clock = clock;
        this.log = new ReleaseLog(database, json);
        this.memory = new LocalMemory(properties.memoryOf(rules), json);
        this.past = new PastPolicies(log::files, current, notes);
        this.judge = new Judge(current, notes);
        RulesDirectory files =
                rules.isWithoutDirectory() ? null : new RulesDirectory(rules.directory(), rules.linkedDirectories());
        this.directory = new DirectoryCopy(files, memory);
        this.follower = new DirectoryFollower(this::directoryChanged);
        this.watch = files == null ? null : new RulesWatch(files, rules.watchInterval(), follower::saved);
        this.logWatch = new LogWatch(database.dataSource(), log, properties.pollInterval(), this::follow);
        this.schedule = new ReleaseSchedule(clock, this::nextDue, this::enforceDue);
        this.impacts = new ImpactReporter(
                notes,
                new ImpactLog(database, json),
                current,
                impact.releaseLimit(),
                release -> policy(release).compiled());
        this.loaded = CompletableFuture.supplyAsync(this::load);
    }

    /** Keeps the service from being ready before the tables have been read and judged. */
    @Override
    public void run(ApplicationArguments arguments) {
        String digest = awaitLoaded();
        current.announceFromNow();
        if (watch != null) {
            watch.start(digest, heartbeats);
            follower.start(heartbeats);
        }
        logWatch.start(heartbeats);
        schedule.start(heartbeats);
        impacts.start(heartbeats);
    }

    /** Waits until the first policy is in force or refused. */
    String awaitLoaded() {
        return loaded.join();
    }

    /** Ends following the directory and the log. What is in force stays so for requests that are still being answered. */
    @Override
    public void close() {
        closing = true;
        if (watch != null) {
            watch.close();
        }
        follower.close(CLOSING);
        schedule.close(CLOSING);
        logWatch.close(CLOSING);
        impacts.close(CLOSING);
        loaded.completeOnTimeout("", CLOSING.toSeconds(), TimeUnit.SECONDS)
                .handle((digest, failure) -> "")
                .join();
    }

    /** Finds out which answers the releases that wait for it changed. The service does so by itself; this is for one that does not. */
    void reportImpacts() {
        impacts.reportAll(() -> {});
    }

    /**
     * All releases that are known, the first published first.
     *
     * @throws DatabaseUnavailableException if the log has not been read yet since the service started
     */
    public List<Release> all() {
        return known().all();
    }

    /** A release by its number; throws as {@link #all} does. */
    public Optional<Release> find(long id) {
        return known().find(id);
    }

    private Timeline known() {
        if (!logRead) {
            throw DatabaseUnavailableException.notYetRead("The log of releases");
        }
        return timeline;
    }

    /**
     * The files of a release.
     *
     * @throws DatabaseUnavailableException if they cannot be read now
     */
    public TableFiles files(Release release) {
        return log.files(release.id());
    }

    /**
     * What is told of a release.
     *
     * @throws DatabaseUnavailableException if it cannot be read now
     */
    public ReleaseReport report(Release release) {
        ReleaseLog.Told told = log.told(release.id());
        ImpactState state = told.state();
        return new ReleaseReport(told.problems(), told.impact(), state == null ? impactState(release) : state);
    }

    /** How far the impact of a release is known that the log says nothing of. */
    private ImpactState impactState(Release release) {
        if (timeline.before(release).isEmpty()) {
            return ImpactState.NONE;
        }
        ImpactState here = impacts.stateOf(release);
        if (here != null) {
            return here;
        }
        return release.created().plus(TO_FIND_IMPACT).isAfter(clock.instant())
                ? ImpactState.PENDING
                : ImpactState.failed("Nobody has found it out: the service that published it ended before.");
    }

    /** The release that is in force at an instant, as far as is known now; none before the first. Throws as {@link #all} does. */
    public Optional<Release> at(Instant instant) {
        return known().at(instant);
    }

    /**
     * The release that one would follow that begins at an instant, or now (null).
     *
     * @param effectiveFrom an instant that has passed means now, too
     * @throws DatabaseUnavailableException as {@link #all} does
     */
    public Optional<Release> before(@Nullable Instant effectiveFrom) {
        Instant now = now();
        return known().at(effectiveFrom == null || effectiveFrom.isBefore(now) ? now : effectiveFrom);
    }

    /**
     * The policy of a release. That of a past one is compiled if it has not been asked for lately.
     *
     * @throws DatabaseUnavailableException if its tables cannot be read now
     */
    public Compilation policy(Release release) {
        PolicyStatus.InForce inForce = current.status().inForce();
        return inForce != null && release.equals(inForce.release())
                ? new Compilation(Optional.of(inForce.policy()), inForce.problems())
                : past.policy(release.id());
    }

    /**
     * Returns the policy of a release for a caller who only asks: releases that are not in force are compiled one at a time for them.
     *
     * @param hasLeft whether the caller has left
     * @throws DatabaseUnavailableException if its tables cannot be read now
     * @throws CompilingBusyException if too many ask for others
     * @throws CallerLeftException if the caller has left
     */
    public Compilation policyInTurn(Release release, BooleanSupplier hasLeft) {
        PolicyStatus.InForce inForce = current.status().inForce();
        return inForce != null && release.equals(inForce.release())
                ? policy(release)
                : past.policyInTurn(release.id(), hasLeft);
    }

    /** What the rules directory holds now; null if there is none. */
    public @Nullable TableFiles directory() {
        return directory.files();
    }

    /** Judges tables as if they were to be published, and changes nothing. */
    public Candidate judge(TableFiles files) {
        return judge.judge(files);
    }

    /**
     * Judges them for a caller who may leave.
     *
     * @param hasLeft whether nobody waits for the verdict any more
     */
    public Candidate judge(TableFiles files, BooleanSupplier hasLeft) {
        return judge.judge(files, hasLeft);
    }

    /**
     * Publishes tables: checks them, adds them to the log, and writes them to the rules directory and puts them in force unless
     * they are for later.
     *
     * @throws DatabaseUnavailableException if the log cannot be reached; then nothing has changed, unless the exception says that
     *     something may have: then the release comes into force once the log shows it
     * @throws MemoryUnavailableException if the service cannot keep what it is writing; then nothing has changed
     * @throws IllegalStateException if somebody else must approve of them first; see {@link Proposals}
     */
    public Publication publish(Publication.Request request) {
        return publish(request, null);
    }

    /** The same for what somebody else has approved of; with null, for what nobody has to. */
    Publication publish(Publication.Request request, @Nullable Approval approval) {
        if (fourEyes.needed() && approval == null) {
            throw new IllegalStateException("Nobody has approved of what " + request.author() + " wants to publish.");
        }
        Judge.Judged judged = judge.ahead(request.files());
        changes.lock();
        try {
            catchUp();
            TableFiles before = directory();
            return conflict(request, before)
                    .orElseGet(() ->
                            accept(judged, (policy, problems) -> publish(request, approval, policy, problems, before)));
        } finally {
            changes.unlock();
        }
    }

    /** What becomes of sound tables. */
    interface Accepted {

        Publication as(Policy policy, List<Problem> problems);
    }

    /** Judges tables as if they were to be published, while nobody publishes others. The rules directory may hold anything. */
    Publication judged(Publication.Request request, Accepted accepted) {
        Judge.Judged judged = judge.ahead(request.files());
        changes.lock();
        try {
            catchUp();
            return conflict(request, null).orElseGet(() -> accept(judged, accepted));
        } finally {
            changes.unlock();
        }
    }

    private Publication accept(Judge.Judged judged, Accepted accepted) {
        Compilation candidate = judge.verdict(judged);
        return candidate
                .compiled()
                .map(policy -> accepted.as(policy, candidate.problems()))
                .orElseGet(() -> new Publication.Refused(candidate.problems()));
    }

    /**
     * Who was there before: whoever published, or is editing the directory, unless that holds just these tables.
     *
     * @param here what the directory holds; null if that is of no account
     */
    private Optional<Publication> conflict(Publication.Request request, @Nullable TableFiles here) {
        Release follows = before(request.effectiveFrom()).orElse(null);
        Release inForce = inForce();
        boolean edited = here != null
                && inForce != null
                && !here.contentDigest().equals(inForce.digest())
                && !here.contentDigest().equals(request.files().contentDigest());
        return follows != null && (request.basedOn() != follows.id() || edited)
                ? Optional.of(new Publication.Conflict(follows, edited ? here : null))
                : Optional.empty();
    }

    private Publication publish(
            Publication.Request request,
            @Nullable Approval approval,
            Policy policy,
            List<Problem> problems,
            @Nullable TableFiles before) {
        Release release = release(request, policy, approval);
        boolean now = !release.effectiveFrom().isAfter(release.created());
        if (now) {
            try {
                directory.stage(before, request.files(), release);
            } catch (IOException e) {
                return new Publication.Refused(List.of(ReleaseProblems.cannotWrite(path(), e)));
            }
        }
        if (!add(request, approval, release, problems)) {
            catchUp();
            return new Publication.Conflict(timeline.find(timeline.lastId()).orElseThrow(), null);
        }
        List<Problem> told = new ArrayList<>(problems);
        timeline.nextAfter(release.effectiveFrom())
                .ifPresent(next -> told.add(ReleaseProblems.laterRelease(
                        timeline.at(next).orElseThrow().id(), next)));
        Runnable impact = impactReport(release, policy);
        timeline = timeline.with(List.of(release));
        if (now) {
            directory.completePendingWrite(timeline, known -> request.files());
            enforce(release, request.files(), policy, problems);
        } else {
            schedule.wake();
        }
        impact.run();
        return new Publication.Published(release, told);
    }

    /** Has it found out which answers a new release changes. To be made before, and run after, it comes into force. */
    private Runnable impactReport(Release release, Policy policy) {
        PolicyStatus.InForce inForce = current.status().inForce();
        Release follows = timeline.before(release).orElse(null);
        if (follows == null) {
            return () -> {};
        }
        Policy before = inForce != null && follows.equals(inForce.release()) ? inForce.policy() : null;
        return () -> impacts.report(release, follows, before, policy);
    }

    /** Adds a release to the log. If it is certain that it is not there, nothing is kept to be written. */
    private boolean add(
            Publication.Request request, @Nullable Approval approval, Release release, List<Problem> problems) {
        try {
            boolean added = log.add(
                    release,
                    ReportedProblem.of(problems),
                    request.files(),
                    approval == null ? () -> {} : () -> approval.note().accept(release));
            if (!added) {
                completePendingWrite();
            }
            return added;
        } catch (ProposalClosedException e) {
            completePendingWrite();
            throw e;
        }
    }

    /** A new release, to come after all that are known. It begins no earlier than what is in force, whoever's clock is late. */
    private Release release(Publication.Request request, Policy policy, @Nullable Approval approval) {
        Instant now = now().truncatedTo(ChronoUnit.MICROS);
        Release inForce = inForce();
        if (inForce != null && inForce.effectiveFrom().isAfter(now)) {
            now = inForce.effectiveFrom();
        }
        Instant wanted = request.effectiveFrom();
        return new Release(
                timeline.lastId() + 1,
                policy.revision(),
                request.files().contentDigest(),
                request.author(),
                request.origin(),
                request.comment(),
                now,
                wanted == null || wanted.isBefore(now) ? now : wanted.truncatedTo(ChronoUnit.MICROS),
                approval == null ? null : approval.by());
    }

    /** The release in force; null if there is none, or what serves is no release because the log is away. */
    public @Nullable Release inForce() {
        PolicyStatus.InForce inForce = current.status().inForce();
        return inForce == null ? null : inForce.release();
    }

    /** What time it is at least: where somebody has published already, a clock that says otherwise is late. */
    private Instant now() {
        Instant now = clock.instant();
        Instant published = timeline.published();
        return now.isBefore(published) ? published : now;
    }

    // What happens at the start.

    private String load() {
        directory.removeRest();
        TableFiles here = directory();
        // The database takes its time to be opened, and Drools to be loaded.
        CompletableFuture<Compilation> judged = CompletableFuture.supplyAsync(
                () -> here == null ? new Compilation(Optional.empty(), List.of()) : judge.first(here));
        try {
            awaitLog();
            changes.lock();
            begin(here, judged::join);
        } catch (DatabaseUnavailableException e) {
            logAway(e);
            beginWithoutLog(here, judged::join);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.error("The service failed to take the tables at its start, and tries again", e);
            beginWithoutLog(here, judged::join);
            refuseNotTaken(e);
        } finally {
            if (changes.isHeldByCurrentThread()) {
                changes.unlock();
            }
        }
        return here == null ? "" : here.digest();
    }

    /** Waits for the log, unless it is known to be away. What is new in the directory is not judged before, nor the service ready. */
    private void awaitLog() {
        long end = System.nanoTime() + MAX_FIRST_WAIT.toNanos();
        while (true) {
            try {
                learn(log.after(timeline.lastId()));
                return;
            } catch (DatabaseUnavailableException e) {
                if (!e.isSlow() || closing || System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    /** The log says what it has. */
    private void learn(List<Release> published) {
        changes.lock();
        try {
            long lastId = timeline.lastId();
            timeline = timeline.with(
                    published.stream().filter(release -> release.id() > lastId).toList());
            logRead = true;
            current.logAway(null);
        } finally {
            changes.unlock();
        }
    }

    private void logAway(DatabaseUnavailableException e) {
        if (!closing) {
            current.logAway(e.getMessage());
        }
    }

    /**
     * Finds out how the directory and the log stand to each other.
     *
     * @param here what the directory holds
     * @param judged what comes of it if it is judged
     */
    private void begin(@Nullable TableFiles here, Supplier<Compilation> judged) {
        learn(log.after(timeline.lastId()));
        if (completePendingWrite()) {
            TableFiles settled = directory();
            begin(settled, () -> judge(settled).verdict());
            return;
        }
        Release due = timeline.at(now()).orElse(null);
        if (here == null || due != null && here.contentDigest().equals(due.digest())) {
            beginWith(due, here, judged);
        } else if (due != null && directory.isBehind(here, timeline)) {
            TableFiles files = log.files(due.id());
            serve(due, files, judge.release(files));
            directory.write(due, files, here);
        } else {
            if (due == null) {
                takeDirectory(here, judged);
            } else {
                serve(due);
                takeDirectory(here, () -> judge(here).verdict());
            }
        }
        started = true;
    }

    private void beginWith(@Nullable Release due, @Nullable TableFiles here, Supplier<Compilation> judged) {
        if (due != null) {
            TableFiles files = here == null ? log.files(due.id()) : here;
            Compilation found = here == null ? judge.release(files) : judged.get();
            serve(due, files, found.compiled().isPresent() ? found : judge.release(files));
            if (here != null) {
                directory.remember(due);
            }
        } else {
            current.refuse("The log of releases", List.of(ReleaseProblems.noRelease()));
        }
    }

    /**
     * Serves what is remembered, or else the directory. If both are there and differ, the directory waits for the log, and it is
     * shown whether it can become a release then.
     */
    private void beginWithoutLog(@Nullable TableFiles here, Supplier<Compilation> judged) {
        changes.lock();
        try {
            beginWithMemory(here, judged, memory.lastRelease().orElse(null));
        } finally {
            changes.unlock();
        }
    }

    private void beginWithMemory(
            @Nullable TableFiles here, Supplier<Compilation> judged, LocalMemory.@Nullable Known known) {
        if (known != null) {
            Compilation compilation = judge.release(known.files());
            compilation
                    .compiled()
                    .ifPresent(policy ->
                            current.accept(policy, compilation.problems(), known.release(), ImpactState.NONE));
        }
        if (here == null) {
            return;
        }
        boolean serves = current.policy().isPresent();
        if (serves
                && known != null
                && here.contentDigest().equals(known.release().digest())) {
            return;
        }
        Compilation compilation = judged.get();
        Policy policy = compilation.compiled().orElse(null);
        if (!serves && fourEyes.needed()) {
            current.refuseForNow(path(), List.of(ReleaseProblems.notKnownToBeApproved(path())));
        } else if (policy == null) {
            current.refuse(path(), compilation.problems());
        } else if (serves) {
            current.refuseForNow(path(), List.of(ReleaseProblems.waitsForLog()));
        } else {
            current.accept(policy, compilation.problems(), null, ImpactState.NONE);
        }
    }

    // What happens when the directory changes.

    void directoryChanged(TableFiles files) {
        try {
            Supplier<Compilation> judged = isInForce(files) ? () -> judge(files).verdict() : ahead(files);
            changes.lock();
            try {
                if (files.digest().equals(directory().digest())) {
                    takeDirectory(files, judged);
                }
            } finally {
                changes.unlock();
            }
        } catch (RuntimeException | Error e) {
            refuseNotTaken(e);
            throw e;
        }
    }

    /** A fault of the service is shown, and the tables are taken again later. */
    private void refuseNotTaken(Throwable e) {
        directoryWaits = true;
        List<Problem> problems = List.of(ReleaseProblems.notTaken(path(), e));
        PolicyStatus.Refused refused = current.status().refused();
        if (!closing && (refused == null || !refused.problems().equals(problems))) {
            current.refuse(path(), problems);
        }
    }

    private Supplier<Compilation> ahead(TableFiles files) {
        Judge.Judged judged = judge.ahead(files);
        return () -> judge.verdict(judged);
    }

    private boolean isInForce(TableFiles files) {
        Release inForce = inForce();
        return inForce != null && files.contentDigest().equals(inForce.digest());
    }

    private void takeDirectory(TableFiles files, Supplier<Compilation> judged) {
        directoryWaits = false;
        Release inForce = inForce();
        String digest = files.contentDigest();
        if (inForce != null && digest.equals(inForce.digest())) {
            directory.remember(inForce);
            current.forgive();
            return;
        }
        LocalMemory.Seen seen = directory.seen().orElse(null);
        if (inForce != null
                && seen != null
                && seen.release() != inForce.id()
                && !seen.digest().equals(inForce.digest())) {
            if (digest.equals(seen.digest())) {
                directory.write(inForce, log.files(inForce.id()), files);
                current.forgive();
            } else {
                current.refuse(path(), List.of(ReleaseProblems.behind(path(), seen, inForce, timeline.lastId())));
            }
            return;
        }
        Compilation candidate = judged.get();
        candidate
                .compiled()
                .ifPresentOrElse(
                        policy -> releaseDirectory(files, policy, candidate.problems()),
                        () -> current.refuse(path(), candidate.problems()));
    }

    /** Publishes the directory, unless others have published meanwhile: then its tables may be none that were made from theirs. */
    private void releaseDirectory(TableFiles files, Policy policy, List<Problem> problems) {
        try {
            long known = timeline.lastId();
            catchUp();
            if (timeline.lastId() == known) {
                if (fourEyes.needed() && known > 0) {
                    current.refuse(path(), List.of(ReleaseProblems.approvalNeeded(path(), timeline.lastId())));
                    return;
                }
                Release release =
                        release(new Publication.Request(files, known, DIRECTORY, DIRECTORY, "", null), policy, null);
                if (log.add(release, ReportedProblem.of(problems), files, () -> {})) {
                    Runnable impact = impactReport(release, policy);
                    timeline = timeline.with(List.of(release));
                    enforce(release, files, policy, problems);
                    impact.run();
                    directory.remember(release);
                    return;
                }
                catchUp();
            }
            directoryWaits = true;
            if (timeline.lastId() > known) {
                serveDue();
                takeDirectory(files, () -> new Compilation(Optional.of(policy), problems));
            }
        } catch (DatabaseUnavailableException e) {
            logAway(e);
            directoryWaits = true;
            current.refuseForNow(path(), List.of(ReleaseProblems.waitsForLog()));
        }
    }

    // What happens when the log has something new.

    /** Follows the log. Called now and then, and whenever something is announced. */
    void follow() {
        current.memoryAway(memory.writeWhatWaits());
        try {
            List<Release> published =
                    log.after(timeline.lastId()); // Without the lock: a log that hangs holds up nobody else.
            beginOrLearn(published);
            enforceDue();
            TableFiles here = directoryWaits ? directory() : null;
            if (here != null) {
                directoryChanged(here);
            }
        } catch (DatabaseUnavailableException e) {
            logAway(e);
        }
    }

    private void beginOrLearn(List<Release> published) {
        changes.lock();
        try {
            learn(published);
            if (!started) {
                TableFiles here = directory();
                begin(here, () -> judge(here).verdict());
            } else {
                completePendingWrite();
            }
        } finally {
            changes.unlock();
        }
    }

    /** The instant at which another release comes into force; that of one that should have already; or the end of time. */
    Instant nextDue() {
        Release due = due();
        return due == null ? timeline.nextAfter(now()).orElse(Instant.MAX) : due.effectiveFrom();
    }

    /** The release that is to come into force now, if it is not. */
    private @Nullable Release due() {
        Release due = timeline.at(now()).orElse(null);
        Release inForce = inForce();
        return due != null && due.id() != failed && (inForce == null || Release.IN_FORCE.compare(due, inForce) > 0)
                ? due
                : null;
    }

    /** Puts the release in force that is due, if it is not. Nobody waits while it is read and judged. */
    void enforceDue() {
        Release due = started && !closing ? due() : null;
        if (due == null) {
            return;
        }
        try {
            TableFiles files = log.files(due.id());
            Judge.Judged judged = judge.releaseAhead(files);
            changes.lock();
            try {
                if (due.equals(due())) {
                    enforceDue(due, files, judge.verdict(judged));
                }
            } finally {
                changes.unlock();
            }
        } catch (DatabaseUnavailableException e) {
            logAway(e);
        }
    }

    private void enforceDue(Release due, TableFiles files, Compilation judged) {
        Release before = inForce();
        TableFiles here = directory();
        boolean clean = here != null && before != null && here.contentDigest().equals(before.digest());
        serve(due, files, judged);
        if (here != null && due.equals(inForce())) {
            if (clean) {
                directory.write(due, files, here);
            } else {
                directoryWaits = true; // It is this release already, or what is wrong with it must stay to be seen.
            }
        }
    }

    /** Reads what others have published. */
    private void catchUp() {
        learn(log.after(timeline.lastId()));
        completePendingWrite();
    }

    private boolean completePendingWrite() {
        return directory.completePendingWrite(timeline, release -> log.files(release.id()));
    }

    /** Puts the release in force that others have published meanwhile. */
    private void serveDue() {
        Release due = due();
        if (due != null) {
            TableFiles files = log.files(due.id());
            enforceDue(due, files, judge.release(files));
        }
    }

    private void serve(Release release) {
        TableFiles files = log.files(release.id());
        serve(release, files, judge.release(files));
    }

    /** Puts a release in force. One that this software refuses, though another accepted it, does not come into force. */
    private void serve(Release release, TableFiles files, Compilation judged) {
        judged.compiled()
                .ifPresentOrElse(
                        policy -> {
                            failed = 0;
                            enforce(release, files, policy, judged.problems());
                            adoptImpact(release, policy);
                        },
                        () -> {
                            failed = release.id();
                            current.refuse("Release " + release.id(), judged.problems());
                        });
    }

    private void enforce(Release release, TableFiles files, Policy policy, List<Problem> problems) {
        Policy before = current.policy().orElse(null);
        judge.inForce(files.scenarios());
        memory.remember(release, files); // First: what has served must not be unknown after a crash.
        current.accept(
                policy, problems, release, timeline.before(release).isEmpty() ? ImpactState.NONE : ImpactState.PENDING);
        if (before != null && !before.revision().equals(policy.revision())) {
            current.changes(policy, notes.changes(before, policy));
        }
    }

    /** Another service may be finding out which answers a release changed, or have found it out; or this one has before. */
    private void adoptImpact(Release release, Policy policy) {
        timeline.before(release).ifPresent(follows -> impacts.adopt(release, follows, policy, log.announces()));
    }

    private String path() {
        return directory.path();
    }
}
