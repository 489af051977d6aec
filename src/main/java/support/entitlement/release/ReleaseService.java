package support.entitlement.release;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import support.entitlement.background.Heartbeats;
import support.entitlement.release.directory.DirectoryWatch;
import support.entitlement.release.directory.LocalReleaseStore;
import support.entitlement.release.directory.ReleasesProperties;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.release.directory.RulesProperties;
import support.entitlement.release.directory.SaveQueue;
import support.entitlement.release.directory.WorkingCopy;
import support.entitlement.release.impact.ImpactLog;
import support.entitlement.release.impact.ImpactProperties;
import support.entitlement.release.impact.ImpactReporter;
import support.entitlement.release.log.LogWatch;
import support.entitlement.release.log.LostReleases;
import support.entitlement.release.log.ReleaseLog;
import support.entitlement.release.tables.ReleaseNotes;
import support.entitlement.release.tables.TableFiles;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parts of this package and their threads. It loads the first policy in the background as soon as it is created, and starts to
 * follow the rules directory and the log once the application runs.
 */
@Component
final class ReleaseService implements ApplicationRunner, AutoCloseable {

    /** The time to wait for each thread when the service stops. Then the database is closed below those that still read. */
    private static final Duration MAX_CLOSE_WAIT = Duration.ofSeconds(5);

    private final CurrentPolicy current;
    private final Heartbeats heartbeats;
    private final ReleaseState state;
    private final Releases releases;
    private final Publisher publisher;
    private final DirectoryFollower directoryFollower;
    private final LogFollower logFollower;
    private final @Nullable DirectoryWatch directoryWatch;
    private final SaveQueue saves;
    private final LogWatch logWatch;
    private final ReleaseSchedule schedule;
    private final ImpactReporter impacts;
    private final CompletableFuture<String> loaded;

    ReleaseService(
            RulesProperties rules,
            ReleasesProperties properties,
            ImpactProperties impact,
            FourEyes fourEyes,
            ReleaseLog log,
            CurrentPolicy current,
            ReleaseNotes notes,
            Heartbeats heartbeats,
            Clock clock,
            JsonMapper json) {
        this.current = current;
        this.heartbeats = heartbeats;
        this.state = new ReleaseState(current, clock);
        LocalReleaseStore store = new LocalReleaseStore(properties.memoryOf(rules), json);
        RulesDirectory files =
                rules.isWithoutDirectory() ? null : new RulesDirectory(rules.directory(), rules.linkedDirectories());
        WorkingCopy directory = new WorkingCopy(files, store);
        TableJudge judge = new TableJudge(current, notes, state::isRelease);
        this.impacts = new ImpactReporter(
                notes,
                new ImpactLog(log.database(), json),
                current::recordImpact,
                impact.releaseLimit(),
                release -> releases().compileRelease(release).compiled());
        this.releases = new Releases(
                state, current, log, directory, impacts, clock, () -> logWatch().wakeUp());
        LossRecorder losses = new LossRecorder(
                state,
                current,
                store,
                new LostReleases(log.database()),
                log::announcesReleases,
                () -> logWatch().wakeUp(),
                clock);
        ReleaseActivator activator = new ReleaseActivator(state, current, judge, notes, store, impacts, log);
        LogSync sync = new LogSync(state, current, log, directory, judge, activator, losses);
        this.schedule = new ReleaseSchedule(clock, state::nextActivation, sync::tryActivateDue);
        this.publisher = new Publisher(state, fourEyes, sync, directory, judge, activator, schedule);
        this.directoryFollower = new DirectoryFollower(state, current, fourEyes, directory, judge, sync, activator);
        ReleaseStart start = new ReleaseStart(
                state,
                current,
                fourEyes,
                directory,
                firstTables(rules),
                store,
                judge,
                sync,
                activator,
                directoryFollower,
                losses);
        this.logFollower = new LogFollower(state, current, store, sync, start, directoryFollower);
        this.saves = new SaveQueue(directoryFollower::followSave);
        this.directoryWatch = files == null
                ? null
                : new DirectoryWatch(files, rules.watchInterval(), directory::countWrites, saves::offerSave);
        this.logWatch = new LogWatch(log, properties.pollInterval(), logFollower::followLog);
        this.loaded = CompletableFuture.supplyAsync(start::loadFirstPolicy, ReleaseStart.THREAD);
    }

    private static @Nullable RulesDirectory firstTables(RulesProperties rules) {
        return rules.isWithoutDirectory() && !rules.firstRelease().toString().isEmpty()
                ? new RulesDirectory(rules.firstRelease(), rules.linkedDirectories())
                : null;
    }

    private LogWatch logWatch() {
        return logWatch;
    }

    Releases releases() {
        return releases;
    }

    Publisher publisher() {
        return publisher;
    }

    /** Starts the threads. The service is not ready before the first policy is in force or refused. */
    @Override
    public void run(ApplicationArguments arguments) {
        String digest = awaitLoaded();
        current.announceFromNow();
        if (directoryWatch != null) {
            directoryWatch.start(digest, heartbeats);
            saves.start(heartbeats);
        }
        logWatch.start(heartbeats);
        schedule.start(heartbeats);
        impacts.start(heartbeats);
    }

    /** Waits until the first policy is in force or refused. */
    String awaitLoaded() {
        return loaded.join();
    }

    /** Takes a save of the rules directory on the caller's thread, for a service that was not started. */
    void followSave(TableFiles content) {
        directoryFollower.followSave(content);
    }

    /** Follows the log on the caller's thread, for a service that was not started. */
    void followLog() {
        logFollower.followLog();
    }

    /** Determines the impact of all waiting releases on the caller's thread, for a service that was not started. */
    void reportImpacts() {
        impacts.reportAll(() -> {});
    }

    /** The instant at which the next release comes into force. */
    Instant nextActivation() {
        return state.nextActivation();
    }

    /** Ends the threads. The policy in force stays for requests that are still being answered. */
    @Override
    public void close() {
        state.setClosing();
        if (directoryWatch != null) {
            directoryWatch.close();
        }
        saves.close(MAX_CLOSE_WAIT);
        schedule.close(MAX_CLOSE_WAIT);
        logWatch.close(MAX_CLOSE_WAIT);
        impacts.close(MAX_CLOSE_WAIT);
        loaded.completeOnTimeout("", MAX_CLOSE_WAIT.toSeconds(), TimeUnit.SECONDS)
                .handle((digest, failure) -> "")
                .join();
    }
}
