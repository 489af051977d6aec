package support.entitlement.web.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import support.entitlement.policy.Policy;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.scenario.ScenarioRun;
import support.entitlement.scenario.Scenarios;
import support.entitlement.table.problem.Problem;
import support.entitlement.web.http.ConcurrencyLimit;

/** Finds the rows that no scenario of a release reaches, once for each release, and keeps the latest results. Thread-safe. */
@Component
class ReleaseCoverage {

    private static final int MAX_ROWS_KEPT = 200_000;

    private final Releases releases;
    private final Cache<Long, CoverageResponse> kept = Caffeine.newBuilder()
            .maximumWeight(MAX_ROWS_KEPT)
            .<Long, CoverageResponse>weigher((release, coverage) -> 1
                    + coverage.tables().stream()
                            .mapToInt(table -> 1 + table.unreached().size())
                            .sum())
            .build();
    private final ConcurrencyLimit limit =
            new ConcurrencyLimit(1, "The scenarios of another release are being evaluated. Send this again later.");

    ReleaseCoverage(Releases releases) {
        this.releases = releases;
    }

    /** Returns the coverage of a release with this policy. */
    CoverageResponse findCoverage(Release release, Policy policy) {
        CoverageResponse known = kept.getIfPresent(release.id());
        return known != null
                ? known
                : limit.runInTurn(() -> kept.get(release.id(), missing -> evaluate(release, policy)));
    }

    private CoverageResponse evaluate(Release release, Policy policy) {
        Scenarios scenarios = releases.readFiles(release).readScenarios();
        ScenarioRun run = scenarios.runAgainst(policy, scenario -> false);
        List<ScenarioRun.UnreachedRows> unreached =
                run.total() == 0 ? Scenarios.findUnreachedRows(policy, Set.of()) : run.missed();
        return CoverageResponse.of(run.total(), !Problem.hasErrors(run.unasked()), unreached, policy);
    }
}
