package support.entitlement.web.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import support.entitlement.policy.Policy;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.CallerLeftException;
import support.entitlement.scenario.ScenarioRun;
import support.entitlement.scenario.Scenarios;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.web.http.ConcurrencyLimit;
import support.entitlement.web.http.ConcurrencyLimits;

/** Finds the rows that no scenario of a release reaches, once for each release, and keeps the latest results. Thread-safe. */
@Component
class ReleaseCoverage {

    private static final int MAX_ROWS_KEPT = 200_000;

    private static final int MAX_WAITING = 16;
    private static final Duration MAX_WAIT = Duration.ofSeconds(20);

    private final Releases releases;
    private final Cache<Release, CoverageResponse> kept = Caffeine.newBuilder()
            .maximumWeight(MAX_ROWS_KEPT)
            .<Release, CoverageResponse>weigher((release, coverage) -> 1
                    + coverage.tables().stream()
                            .mapToInt(table -> 1 + table.unreached().size())
                            .sum())
            .build();
    private final ConcurrencyLimit limit;

    ReleaseCoverage(Releases releases, ConcurrencyLimits tasks) {
        this.limit = tasks.createLimit(
                "coverage",
                1,
                MAX_WAITING,
                MAX_WAIT,
                "The scenarios of other releases are being evaluated. Send this again later.");
        this.releases = releases;
    }

    /**
     * Returns the coverage of a release with this policy. One that a limit of time cut off is not kept.
     *
     * @param hasLeft returns true once the caller has left
     * @throws CallerLeftException if the caller has left
     */
    CoverageResponse findCoverage(Release release, Policy policy, BooleanSupplier hasLeft) {
        CoverageResponse known = kept.getIfPresent(release);
        return known != null
                ? known
                : limit.runInTurn(() -> {
                    CoverageResponse meanwhile = kept.getIfPresent(release);
                    return meanwhile != null ? meanwhile : evaluate(release, policy, hasLeft);
                });
    }

    private CoverageResponse evaluate(Release release, Policy policy, BooleanSupplier hasLeft) {
        Budget budget = Budget.ofCheck(hasLeft);
        Scenarios scenarios = releases.readFiles(release).readScenarios();
        ScenarioRun run = scenarios.runAgainst(policy, scenario -> false, budget);
        if (hasLeft.getAsBoolean()) {
            throw new CallerLeftException();
        }
        List<ScenarioRun.UnreachedRows> unreached =
                run.total() == 0 ? Scenarios.findUnreachedRows(policy, Set.of()) : run.missed();
        CoverageResponse coverage =
                CoverageResponse.of(run.total(), !Problem.hasErrors(run.unasked()), unreached, policy);
        if (!budget.isSpent()) {
            kept.put(release, coverage);
        }
        return coverage;
    }
}
