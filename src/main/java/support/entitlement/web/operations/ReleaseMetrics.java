package support.entitlement.web.operations;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.contract.Contracts;
import support.entitlement.contract.lease.ContractOrigin;
import support.entitlement.policy.Policy;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.release.PolicyStatus;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;

/** Metrics of the releases that this service knows, of its access to their log, and of remembered decisions and contracts. Thread-safe. */
@Component
class ReleaseMetrics {

    private static final double MILLIS_PER_SECOND = 1_000;

    ReleaseMetrics(MeterRegistry registry, Releases releases, CurrentPolicy current, Contracts contracts) {
        addNumber(registry, "in.force", "The number of the release in force; 0 if none is", releases::findInForce);
        addNumber(
                registry,
                "due",
                "The number of the release that the log says is in force now; 0 if it has not been read",
                releases::findDue);
        addNumber(
                registry,
                "newest",
                "The number of the release that was published last of those known here; 0 if none is",
                releases::findNewest);
        Gauge.builder(
                        "entitlement.policy.log.age",
                        () -> releases.sinceLogRead().toMillis() / MILLIS_PER_SECOND)
                .description("The time since the log of releases was last read")
                .baseUnit("seconds")
                .register(registry);
        addState(registry, current, "log.away", "the log of releases cannot be reached", PolicyStatus::logAway);
        addState(registry, current, "log.readonly", "the log of releases can only be read", PolicyStatus::logReadOnly);
        addState(
                registry,
                current,
                "log.rewound",
                "the log of releases lacks releases that this service knew",
                PolicyStatus::logRewound);
        addState(
                registry,
                current,
                "memory.away",
                "the folder of what the service remembers cannot be written",
                PolicyStatus::memoryAway);
        addState(registry, current, "refused", "the newest tables are refused", PolicyStatus::refused);
        addDecisions(registry, current, "remembered", Policy::countRemembered);
        addDecisions(registry, current, "rules", Policy::countDecided);
        for (ContractOrigin source : ContractOrigin.values()) {
            FunctionCounter.builder(
                            "entitlement.contracts",
                            contracts,
                            each -> each.memory().countFound(source))
                    .description("Look-ups of contracts that were found, by how")
                    .tag("source", source.toString())
                    .register(registry);
        }
        Gauge.builder(
                        "entitlement.contracts.remembered",
                        contracts,
                        each -> each.memory().size())
                .description("The number of contracts in memory")
                .register(registry);
        Gauge.builder(
                        "entitlement.contracts.memory",
                        contracts,
                        each -> each.memory().bytes())
                .description("About how much memory the contracts take")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder(
                        "entitlement.contracts.preloaded",
                        contracts,
                        each -> each.memory().isPreloaded() ? 1 : 0)
                .description("1 while queries are answered from memory and all contracts were read into it")
                .register(registry);
    }

    private static void addNumber(
            MeterRegistry registry, String name, String description, Supplier<Optional<Release>> release) {
        Gauge.builder(
                        "entitlement.policy.release." + name,
                        () -> release.get().map(Release::id).orElse(0L))
                .description(description)
                .register(registry);
    }

    private static void addState(
            MeterRegistry registry,
            CurrentPolicy current,
            String name,
            String condition,
            Function<PolicyStatus, @Nullable Object> state) {
        Gauge.builder("entitlement.policy." + name, () -> state.apply(current.status()) == null ? 0 : 1)
                .description("1 while " + condition)
                .register(registry);
    }

    private static void addDecisions(
            MeterRegistry registry, CurrentPolicy current, String source, ToLongFunction<Policy> count) {
        FunctionCounter.builder(
                        "entitlement.decisions",
                        current,
                        each -> each.policy().map(count::applyAsLong).orElse(0L))
                .description("Decisions by the policy in force, by their source; they begin at 0 with each policy")
                .tag("source", source)
                .register(registry);
    }
}
