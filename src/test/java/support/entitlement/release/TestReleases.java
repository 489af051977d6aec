package support.entitlement.release;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import support.entitlement.background.Heartbeats;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.ReleasesProperties;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.release.directory.RulesProperties;
import support.entitlement.release.impact.ImpactProperties;
import support.entitlement.release.log.Release;
import support.entitlement.release.log.ReleaseLog;
import support.entitlement.release.tables.ReleaseNotes;
import support.entitlement.release.tables.TableFiles;
import tools.jackson.databind.json.JsonMapper;

/**
 * The releases of one service, without its threads: a test takes saves of the directory and follows the log itself, so that no result
 * depends on the speed of a machine.
 */
public final class TestReleases implements AutoCloseable {

    private final Path memory;
    private final ReleaseLog log;
    private final CurrentPolicy current;
    private final ReleaseService service;

    /**
     * Loads the first policy.
     *
     * @param rules the rules directory; an empty path if there is none
     * @param listener receives the events that the service announces
     */
    public TestReleases(
            Path rules,
            Path memory,
            boolean fourEyes,
            DataSource database,
            ReleaseNotes notes,
            Clock clock,
            ApplicationEventPublisher listener) {
        this.memory = memory;
        this.log = new ReleaseLog(database, JsonMapper.shared());
        this.current = new CurrentPolicy(listener, clock);
        this.service = new ReleaseService(
                new RulesProperties(rules, Duration.ofMillis(100)),
                new ReleasesProperties(memory, Duration.ofSeconds(1)),
                new ImpactProperties(Duration.ofMinutes(1), Duration.ofMinutes(1)),
                new FourEyes(fourEyes),
                log,
                current,
                notes,
                new Heartbeats(),
                clock,
                JsonMapper.shared());
        service.awaitLoaded();
    }

    public Path memory() {
        return memory;
    }

    public ReleaseLog log() {
        return log;
    }

    public CurrentPolicy current() {
        return current;
    }

    public Releases releases() {
        return service.releases();
    }

    public Publisher publisher() {
        return service.publisher();
    }

    /** The policy in force. */
    public Policy policy() {
        return current.policy().orElseThrow();
    }

    /** The numbers of all releases. */
    public List<Long> ids() {
        return releases().findAll().stream().map(Release::id).toList();
    }

    /** The number of the release in force. */
    public long idInForce() {
        return releases().findInForce().orElseThrow().id();
    }

    /** The codes of the errors for which newer tables are refused. */
    public List<String> refusals() {
        PolicyStatus.Refused refused = current.status().refused();
        return refused == null
                ? List.of()
                : refused.problems().stream()
                        .filter(problem -> problem.severity().toString().equals("error"))
                        .map(problem -> problem.code())
                        .toList();
    }

    /** Takes the content of a directory, as if it had just been saved. */
    public void followSave(Path directory) {
        TableFiles content = new RulesDirectory(directory).readFiles();
        service.followSave(content);
    }

    public void followLog() {
        service.followLog();
    }

    public void reportImpacts() {
        service.reportImpacts();
    }

    public Instant nextActivation() {
        return service.nextActivation();
    }

    @Override
    public void close() {
        service.close();
    }
}
