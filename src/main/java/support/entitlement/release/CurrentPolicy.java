package support.entitlement.release;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.table.Problem;
import support.entitlement.table.TableException;

/**
 * The policy in force. It is compiled while the rest of the service starts; until then, and if the tables have problems,
 * there is none. Thread-safe; reading it never waits.
 */
@Component
public class CurrentPolicy implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentPolicy.class);

    private final RulesDirectory directory;
    private final AtomicReference<@Nullable Policy> policy = new AtomicReference<>();
    private final AtomicReference<List<Problem>> problems = new AtomicReference<>(List.of());
    private final ApplicationEventPublisher events;
    private final CompletableFuture<Void> loaded;

    CurrentPolicy(RulesProperties properties, ApplicationEventPublisher events) {
        this.directory = new RulesDirectory(properties.directory());
        this.events = events;
        this.loaded = CompletableFuture.runAsync(this::load);
    }

    /** Keeps the service from being ready before the tables have been read. */
    @Override
    public void run(ApplicationArguments arguments) {
        loaded.join();
        policy().ifPresent(first -> events.publishEvent(new PolicyInForce(first)));
    }

    /** The policy in force, if there is one. */
    public Optional<Policy> policy() {
        return Optional.ofNullable(policy.get());
    }

    /** Why the tables were refused; empty if they were not. */
    public List<Problem> problems() {
        return problems.get();
    }

    private void load() {
        Compilation compilation = directory.compile();
        problems.set(compilation.problems());
        compilation
                .compiled()
                .ifPresentOrElse(
                        compiled -> {
                            policy.set(compiled);
                            LOG.info(
                                    "Policy {} is in force, from {}",
                                    compiled.revision(),
                                    directory.path().toAbsolutePath());
                        },
                        () -> LOG.error(
                                "No policy is in force. {} has these problems:\n{}",
                                directory.path().toAbsolutePath(),
                                new TableException(compilation.problems()).getMessage()));
    }
}
