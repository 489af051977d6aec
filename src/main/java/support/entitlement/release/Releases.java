package support.entitlement.release;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.impact.Impact;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.scenario.Scenarios;
import support.entitlement.table.Place;
import support.entitlement.table.Problem;
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

    private final FourEyes fourEyes;
    private final Reliance reliance;
    private final CurrentPolicy current;
    private final ReleaseLog log;
    private final LocalMemory memory;
    private final PastPolicies past;
    private final Clock clock;
    private final @Nullable RulesDirectory directory;
    private final @Nullable WorkingCopy workingCopy;
    private final @Nullable RulesWatch watch;
    private final LogWatch logWatch;
    private final CompletableFuture<String> loaded;
    private final ReentrantLock changes = new ReentrantLock(true);

    private volatile Timeline timeline = Timeline.EMPTY;
    /** Those in force. */
    private volatile @Nullable Scenarios scenarios;

    private boolean started;
    private boolean directoryWaits;
    private long failed;

    Releases(
            RulesProperties rules,
            ReleasesProperties properties,
            FourEyes fourEyes,
            LogDatabase database,
            CurrentPolicy current,
            Reliance reliance,
            Clock clock,
            JsonMapper json) {
        this.fourEyes = fourEyes;
        this.reliance = reliance;
        this.current = current;
        this.clock = clock;
        this.log = new ReleaseLog(database, json);
        this.memory = new LocalMemory(properties.memoryOf(rules), json);
        this.past = new PastPolicies(log::files);
        this.directory = rules.isWithoutDirectory() ? null : new RulesDirectory(rules.directory());
        this.workingCopy = directory == null ? null : new WorkingCopy(directory);
        this.watch =
                directory == null ? null : new RulesWatch(directory, rules.watchInterval(), this::directoryChanged);
        this.logWatch = new LogWatch(database.source(), log, properties.pollInterval(), clock, this::follow);
        this.loaded = CompletableFuture.supplyAsync(this::load);
    }

    /** Keeps the service from being ready before the tables have been read. */
    @Override
    public void run(ApplicationArguments arguments) {
        String digest = awaitLoaded();
        current.announceFromNow();
        if (watch != null) {
            watch.start(digest);
        }
        logWatch.start();
    }

    /** Waits until the first policy is in force or refused. */
    String awaitLoaded() {
        return loaded.join();
    }

    /** Ends following the directory and the log. What is in force stays so for requests that are still being answered. */
    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        logWatch.close();
    }

    /** All releases that are known, the first published first. */
    public List<Release> all() {
        return timeline.all();
    }

    /** A release by its number. */
    public Optional<Release> find(long id) {
        return timeline.find(id);
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
     * What the check found when a release was published.
     *
     * @throws DatabaseUnavailableException if it cannot be read now
     */
    public ReleaseReport report(Release release) {
        return log.report(release.id());
    }

    /** The release that is in force at an instant, as far as is known now; none before the first. */
    public Optional<Release> at(Instant instant) {
        return timeline.at(instant);
    }

    /**
     * The release that one would follow that begins at an instant, or now (null).
     *
     * @param effectiveFrom an instant that has passed means now, too
     */
    public Optional<Release> before(@Nullable Instant effectiveFrom) {
        Instant now = now();
        return timeline.at(effectiveFrom == null || effectiveFrom.isBefore(now) ? now : effectiveFrom);
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

    /** What the rules directory holds now; null if there is none. */
    public @Nullable TableFiles directory() {
        return directory == null ? null : directory.files();
    }

    /** Judges tables as if they were to be published, and changes nothing. */
    public Candidate judge(TableFiles files) {
        Policy before = current.policy().orElse(null);
        Candidate candidate = Candidate.judge(files, before, scenarios);
        return candidate.compiled() == null ? candidate : candidate.with(reliance.on(candidate.compiled(), before));
    }

    /**
     * Publishes tables: checks them, adds them to the log, and writes them to the rules directory and puts them in force unless
     * they are for later.
     *
     * @throws DatabaseUnavailableException if the log cannot be reached; then nothing has changed, or the log shows the release
     *     once it can be reached again
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
        changes.lock();
        try {
            catchUp();
            TableFiles before = directory();
            return conflict(request, before)
                    .orElseGet(() ->
                            judge(request, (policy, problems) -> publish(request, approval, policy, problems, before)));
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
        changes.lock();
        try {
            catchUp();
            return conflict(request, null).orElseGet(() -> judge(request, accepted));
        } finally {
            changes.unlock();
        }
    }

    private Publication judge(Publication.Request request, Accepted accepted) {
        Compilation candidate = judge(request.files()).verdict();
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
        ReleaseReport report = report(problems, before(request.effectiveFrom()).orElse(null), policy);
        Release release = release(request, policy, approval);
        boolean now = !release.effectiveFrom().isAfter(release.created());
        if (now && workingCopy != null) {
            try {
                workingCopy.stage(before, request.files(), release);
            } catch (IOException e) {
                return new Publication.Refused(List.of(cannotWrite(e)));
            }
        }
        if (!add(request, approval, release, report)) {
            catchUp();
            return new Publication.Conflict(timeline.find(timeline.lastId()).orElseThrow(), null);
        }
        List<Problem> told = new ArrayList<>(problems);
        timeline.nextAfter(release.effectiveFrom()).ifPresent(next -> told.add(laterRelease(next)));
        timeline = timeline.with(List.of(release));
        if (now) {
            settle();
            enforce(release, request.files(), policy, problems);
        } else {
            logWatch.wake();
        }
        return new Publication.Published(release, told);
    }

    /** What the check found, and what changes for those who ask. */
    private ReleaseReport report(List<Problem> problems, @Nullable Release follows, Policy policy) {
        return new ReleaseReport(
                ReportedProblem.of(problems),
                follows == null
                        ? null
                        : policy(follows)
                                .compiled()
                                .map(before -> ReportedImpact.of(Impact.between(before, policy)))
                                .orElse(null));
    }

    /** Adds a release to the log. If it is certain that it is not there, nothing is kept to be written. */
    private boolean add(
            Publication.Request request, @Nullable Approval approval, Release release, ReleaseReport report) {
        try {
            boolean added = log.add(
                    release,
                    report,
                    request.files(),
                    approval == null ? () -> {} : () -> approval.note().accept(release));
            if (!added) {
                settle();
            }
            return added;
        } catch (ProposalClosedException e) {
            settle();
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

    private Problem laterRelease(Instant next) {
        long id = timeline.at(next).orElseThrow().id();
        return Problem.warning(
                "later-release",
                Place.ofFile("release " + id),
                "",
                "Release " + id + " is scheduled for " + next + " and does not contain this change.",
                "Publish its tables again with this change in them, for the same instant.");
    }

    private Problem cannotWrite(IOException e) {
        return Problem.error(
                "directory-not-written",
                Place.ofFile(String.valueOf(directory)),
                "",
                "The rules directory cannot be written: " + e + ".",
                "Publish by changing the directory itself, or let the service write to it.");
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
        changes.lock();
        try {
            TableFiles here = directory();
            // The database takes its time to be opened, and Drools to be loaded.
            CompletableFuture<Compilation> judged = CompletableFuture.supplyAsync(() -> here == null
                    ? new Compilation(Optional.empty(), List.of())
                    : Candidate.judge(here, null, null).verdict());
            try {
                begin(here, judged::join);
            } catch (DatabaseUnavailableException e) {
                current.logAway(e.getMessage());
                beginWithoutLog(here);
            }
            return here == null ? "" : here.digest();
        } finally {
            changes.unlock();
        }
    }

    /**
     * Finds out how the directory and the log stand to each other.
     *
     * @param here what the directory holds
     * @param judged what comes of it if it is judged
     */
    private void begin(@Nullable TableFiles here, Supplier<Compilation> judged) {
        timeline = timeline.with(log.after(timeline.lastId()));
        if (settle()) {
            TableFiles settled = directory();
            begin(settled, () -> judge(settled).verdict());
            return;
        }
        Release due = timeline.at(now()).orElse(null);
        if (here == null || due != null && here.contentDigest().equals(due.digest())) {
            beginWith(due, here, judged);
        } else if (due != null && isBehind(here)) {
            serve(due);
            write(due, here);
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
            serve(due, files, here == null ? judge(files).verdict() : judged.get());
            if (here != null) {
                seen(due);
            }
        } else {
            current.refuse(
                    "The log of releases",
                    List.of(Problem.error(
                            "no-release",
                            Place.ofFile("rules"),
                            "",
                            "No release is in force, and there is no rules directory.",
                            "Publish the first release, or name a rules directory by entitlement.rules.directory.")));
        }
    }

    private void beginWithoutLog(@Nullable TableFiles here) {
        LocalMemory.Known known = memory.lastRelease().orElse(null);
        if (known != null) {
            Compilation compilation = Candidate.judge(known.files(), null, null).verdict();
            compilation.compiled().ifPresent(policy -> current.accept(policy, compilation.problems(), known.release()));
        }
        if (current.policy().isEmpty() && here != null && fourEyes.needed()) {
            current.refuse(path(), List.of(notKnownToBeApproved()));
        } else if (current.policy().isEmpty() && here != null) {
            Compilation compilation = Candidate.judge(here, null, null).verdict();
            compilation
                    .compiled()
                    .ifPresentOrElse(
                            policy -> current.accept(policy, compilation.problems(), null),
                            () -> current.refuse(String.valueOf(directory), compilation.problems()));
        }
    }

    private Problem notKnownToBeApproved() {
        return Problem.error(
                "log-away",
                Place.ofFile(path()),
                "",
                "The log of releases cannot be reached, so nobody can tell whether these tables were approved.",
                "Nothing needs to be done: what is in force is served once the log can be reached.");
    }

    /**
     * Whether the directory did not change since it was a release, or holds an older one that this service never saw there,
     * as a new machine does.
     */
    private boolean isBehind(TableFiles here) {
        String digest = here.contentDigest();
        return memory.seen(path())
                .map(seen -> seen.digest().equals(digest))
                .orElseGet(() -> timeline.all().stream()
                        .anyMatch(release -> release.digest().equals(digest)));
    }

    // What happens when the directory changes.

    void directoryChanged(TableFiles files) {
        changes.lock();
        try {
            if (files.digest().equals(directory().digest())) {
                takeDirectory(files, () -> judge(files).verdict());
            }
        } finally {
            changes.unlock();
        }
    }

    private void takeDirectory(TableFiles files, Supplier<Compilation> judged) {
        directoryWaits = false;
        Release inForce = inForce();
        String digest = files.contentDigest();
        if (inForce != null && digest.equals(inForce.digest())) {
            seen(inForce);
            current.forgive();
            return;
        }
        LocalMemory.Seen seen = memory.seen(path()).orElse(null);
        if (inForce != null
                && seen != null
                && seen.release() != inForce.id()
                && !seen.digest().equals(inForce.digest())) {
            if (digest.equals(seen.digest())) {
                write(inForce, files);
                current.forgive();
            } else {
                current.refuse(path(), List.of(behind(seen, inForce)));
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
                    current.refuse(path(), List.of(approvalNeeded()));
                    return;
                }
                ReleaseReport report = report(problems, inForce(), policy);
                Release release =
                        release(new Publication.Request(files, known, DIRECTORY, DIRECTORY, "", null), policy, null);
                if (log.add(release, report, files, () -> {})) {
                    timeline = timeline.with(List.of(release));
                    enforce(release, files, policy, problems);
                    seen(release);
                    return;
                }
                catchUp();
            }
            directoryWaits = true;
            if (timeline.lastId() > known) {
                advance();
                takeDirectory(files, () -> new Compilation(Optional.of(policy), problems));
            }
        } catch (DatabaseUnavailableException e) {
            current.logAway(e.getMessage());
            directoryWaits = true;
            current.refuse(
                    path(),
                    List.of(Problem.error(
                            "log-away",
                            Place.ofFile("rules"),
                            "",
                            "These tables have no errors, but the log of releases cannot be reached, so they cannot become one.",
                            "Nothing needs to be done: they are published once it can be reached.")));
        }
    }

    private Problem approvalNeeded() {
        return Problem.error(
                "approval-needed",
                Place.ofFile(path()),
                "",
                "These tables have no errors, but nobody knows who changed them, and a change takes two people here.",
                "Publish them over HTTP, based on release " + timeline.lastId()
                        + ", and have somebody else approve; or put the release in force back.");
    }

    private Problem behind(LocalMemory.Seen seen, Release inForce) {
        return Problem.error(
                "directory-behind",
                Place.ofFile(path()),
                "",
                "These tables were changed from release " + seen.release() + ", but release " + inForce.id() + " by "
                        + inForce.author() + " is in force since " + inForce.effectiveFrom() + ".",
                "Put release " + seen.release() + " back to have release " + inForce.id()
                        + " written here, and make the change again; or publish it over HTTP, based on release "
                        + timeline.lastId() + ".");
    }

    // What happens when the log has something new.

    /** Follows the log. Called now and then, and whenever something is announced or due. */
    Instant follow() {
        changes.lock();
        try {
            catchUp();
            if (!started) {
                TableFiles here = directory();
                begin(here, () -> judge(here).verdict());
            } else {
                advance();
            }
            if (directoryWaits) {
                TableFiles here = directory();
                takeDirectory(here, () -> judge(here).verdict());
            }
        } catch (DatabaseUnavailableException e) {
            current.logAway(e.getMessage());
        } finally {
            changes.unlock();
        }
        return timeline.nextAfter(now()).orElse(Instant.MAX);
    }

    /** Puts the release in force that is due, if it is not. */
    private void advance() {
        Release due = timeline.at(now()).orElse(null);
        Release inForce = inForce();
        if (due != null && due.id() != failed && (inForce == null || Release.IN_FORCE.compare(due, inForce) > 0)) {
            advance(due, inForce);
        }
    }

    private void advance(Release due, @Nullable Release before) {
        TableFiles here = directory();
        boolean clean = here != null && before != null && here.contentDigest().equals(before.digest());
        serve(due);
        if (here != null && due.equals(inForce())) {
            if (clean) {
                write(due, here);
            } else {
                directoryWaits = true; // It is this release already, or what is wrong with it must stay to be seen.
            }
        }
    }

    /** Reads what others have published. */
    private void catchUp() {
        timeline = timeline.with(log.after(timeline.lastId()));
        current.logAway(null);
        settle();
    }

    private void serve(Release release) {
        TableFiles files = log.files(release.id());
        serve(release, files, judge(files).verdict());
    }

    /** Puts a release in force. One that this software refuses, though another accepted it, does not come into force. */
    private void serve(Release release, TableFiles files, Compilation judged) {
        judged.compiled()
                .ifPresentOrElse(
                        policy -> {
                            failed = 0;
                            scenarios = files.scenarios();
                            memory.remember(release, files);
                            current.accept(policy, judged.problems(), release);
                        },
                        () -> {
                            failed = release.id();
                            current.refuse("Release " + release.id(), judged.problems());
                        });
    }

    private void enforce(Release release, TableFiles files, Policy policy, List<Problem> problems) {
        scenarios = files.scenarios();
        memory.remember(release, files); // First: what has served must not be unknown after a crash.
        current.accept(policy, problems, release);
    }

    // The working copy.

    /** Writes a release to the directory, which holds nothing that is not in the log. */
    private void write(Release release, TableFiles here) {
        if (workingCopy == null) {
            return;
        }
        try {
            workingCopy.stage(here, log.files(release.id()), release);
            workingCopy.apply();
            seen(release);
        } catch (IOException e) {
            LOG.warn("Release {} is in force but cannot be written to {}: {}", release.id(), path(), e.toString());
        }
    }

    /**
     * Finishes a write that was cut short if its release is in the log; forgets it if it is not.
     *
     * @return whether something was written
     */
    private boolean settle() {
        if (workingCopy == null) {
            return false;
        }
        try {
            if (!workingCopy.isStaged()) {
                return false;
            }
            for (Release release : timeline.all()) {
                if (workingCopy.isStaged(release)) {
                    workingCopy.apply();
                    seen(release);
                    return true;
                }
            }
            workingCopy.forget();
        } catch (IOException e) {
            LOG.warn("What was to be written to {} cannot be: {}", path(), e.toString());
        }
        return false;
    }

    /**
     * The directory held this release, or was just made to. It may hold something else by now, if somebody was fast: that is
     * an edit of this release then, and not of the one before.
     */
    private void seen(Release release) {
        memory.remember(new LocalMemory.Seen(path(), release.id(), release.digest()));
    }

    private String path() {
        return directory == null ? "" : directory.path().toAbsolutePath().toString();
    }
}
