package support.entitlement.release;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.release.PolicyStatus.InForce;
import support.entitlement.release.PolicyStatus.Refused;
import support.entitlement.table.Problem;

/**
 * The policy in force. The first is compiled while the rest of the service starts; from then on the rules directory is
 * watched, and tables that are found sound take the place of those before them. Tables that are refused change no answer.
 * Thread-safe; reading never waits, and who has read a policy keeps it for as long as they need it.
 */
@Component
public class CurrentPolicy implements ApplicationRunner, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentPolicy.class);

    private final RulesDirectory directory;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final RulesWatch watch;
    private final CompletableFuture<String> loaded;
    private volatile PolicyStatus status = new PolicyStatus(null, null);

    CurrentPolicy(RulesProperties properties, ApplicationEventPublisher events, Clock clock) {
        this.directory = new RulesDirectory(properties.directory());
        this.events = events;
        this.clock = clock;
        this.watch = new RulesWatch(directory, properties.watchInterval(), this::change);
        this.loaded = CompletableFuture.supplyAsync(this::load);
    }

    /** Keeps the service from being ready before the tables have been read. */
    @Override
    public void run(ApplicationArguments arguments) {
        String digest = loaded.join();
        publish();
        watch.start(digest);
    }

    /** Ends the watch. What is in force stays so for requests that are still being answered. */
    @Override
    public void close() {
        watch.close();
    }

    /** The policy in force, if there is one. */
    public Optional<Policy> policy() {
        return Optional.ofNullable(status.inForce()).map(InForce::policy);
    }

    /** What is in force and what is refused, as of one moment. */
    public PolicyStatus status() {
        return status;
    }

    private String load() {
        TableFiles files = directory.files();
        take(files);
        return files.digest();
    }

    private void change(TableFiles files) {
        take(files);
        publish();
    }

    private void take(TableFiles files) {
        Compilation candidate = Candidate.judge(files, policy().orElse(null));
        List<Problem> problems = candidate.problems();
        candidate.compiled().ifPresentOrElse(policy -> accept(policy, problems), () -> refuse(problems));
    }

    /** Tables that say what is in force already do not replace it: it has answers in memory. */
    private void accept(Policy policy, List<Problem> problems) {
        InForce before = status.inForce();
        boolean same = before != null && before.policy().revision().equals(policy.revision());
        List<Problem> changes = before == null
                ? List.of()
                : same ? before.changes() : TableChanges.between(before.policy().tables(), policy.tables());
        status = status.with(
                same
                        ? new InForce(before.policy(), before.since(), problems, changes)
                        : new InForce(policy, clock.instant(), problems, changes));
        LOG.info(
                "Policy {} is in force{}, from {}{}",
                policy.revision(),
                same ? " as before" : "",
                directory.path().toAbsolutePath(),
                ProblemLog.of(Stream.concat(problems.stream(), changes.stream()).toList()));
    }

    private void refuse(List<Problem> problems) {
        status = status.with(new Refused(clock.instant(), problems));
        LOG.error(
                "{}. {} is refused for these problems:{}",
                policy().map(policy -> "Policy " + policy.revision() + " stays in force")
                        .orElse("No policy is in force"),
                directory.path().toAbsolutePath(),
                ProblemLog.of(problems));
    }

    private void publish() {
        PolicyStatus now = status;
        if (now.refused() != null) {
            events.publishEvent(new PolicyRefused(now.refused()));
        } else if (now.inForce() != null) {
            events.publishEvent(new PolicyInForce(now.inForce().policy()));
        }
    }
}
