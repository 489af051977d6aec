package support.entitlement.web.release;

import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.background.TaskResult;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.contract.impact.CustomerImpact;
import support.entitlement.contract.impact.CustomerImpacts;
import support.entitlement.contract.impact.CustomerImpacts.CountedChange;
import support.entitlement.contract.impact.ReportedCustomers;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.release.Publisher;
import support.entitlement.release.Releases;
import support.entitlement.release.impact.ImpactProperties;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.JudgedTables;
import support.entitlement.release.tables.ReleaseNotes;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.report.ImpactState;
import support.entitlement.report.ReportedImpact;
import support.entitlement.report.ReportedProblem;
import support.entitlement.report.ReportedScenarios;
import support.entitlement.security.Access;
import support.entitlement.security.AccessGuard;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.ConcurrencyLimit;
import support.entitlement.web.http.ConcurrencyLimits;
import support.entitlement.web.server.CallerConnection;

/** Checks tables and finds the answers that they would change. Thread-safe. Only a few checks run at a time. */
@Component
public class CheckService {

    private static final int MAX_CONCURRENT_CHECKS = 2;

    private final Publisher publisher;
    private final Releases releases;
    private final CustomerImpacts customers;
    private final ReleaseNotes notes;
    private final PublicationAnswers answers;
    private final ImpactProperties limits;
    private final AccessGuard guard;
    private final ConcurrencyLimit checks;

    CheckService(
            Publisher publisher,
            Releases releases,
            CustomerImpacts customers,
            ReleaseNotes notes,
            PublicationAnswers answers,
            ImpactProperties limits,
            AccessGuard guard,
            ConcurrencyLimits tasks) {
        this.checks = tasks.createLimit(
                "checks", MAX_CONCURRENT_CHECKS, "Other tables are being checked. Send these again in a few seconds.");
        this.publisher = publisher;
        this.releases = releases;
        this.customers = customers;
        this.notes = notes;
        this.answers = answers;
        this.limits = limits;
        this.guard = guard;
    }

    /**
     * Checks tables that would be in force at once, and changes nothing.
     *
     * @param base the release that they are compared with; null to compare them with none
     * @throws BusyException if other tables are being checked
     */
    CheckResponse checkFiles(TableFiles files, @Nullable Release base) {
        return checkFiles(files, base, null);
    }

    /**
     * Checks tables, and changes nothing.
     *
     * @param base the release that they are compared with; null to compare them with none
     * @param from the instant from which they would be in force, whose contracts are counted; null for now
     * @throws BusyException if other tables are being checked
     */
    CheckResponse checkFiles(TableFiles files, @Nullable Release base, @Nullable Instant from) {
        BooleanSupplier hasLeft = CallerConnection.hasCallerLeft();
        return checks.runInTurn(() -> checkJudged(publisher.judgeTables(files, hasLeft), base, from, hasLeft));
    }

    /**
     * Checks tables that have been compiled already and would be in force at once, and changes nothing.
     *
     * @param base the release that they are compared with; null to compare them with none
     * @param hasLeft returns true once no caller waits for the result
     * @throws BusyException if other tables are being checked
     */
    public CheckResponse checkCompiled(
            TableFiles files, Compilation compilation, @Nullable Release base, BooleanSupplier hasLeft) {
        return checks.runInTurn(
                () -> checkJudged(publisher.judgeCompiled(files, compilation, hasLeft), base, null, hasLeft));
    }

    private CheckResponse checkJudged(
            JudgedTables candidate, @Nullable Release base, @Nullable Instant from, BooleanSupplier hasLeft) {
        Policy after = candidate.compiled();
        Policy before = base == null ? null : answers.policyOf(base);
        CheckedImpact impact =
                before == null || after == null ? CheckedImpact.NONE : findImpact(before, after, from, hasLeft);
        return new CheckResponse(
                candidate.verdict().compiled().isPresent(),
                base == null ? null : base.id(),
                after == null ? null : after.revision(),
                ReportedProblem.of(candidate.verdict().problems()),
                ReportedScenarios.of(candidate.scenarios()),
                answers.changesSince(base, after),
                impact.impact(),
                impact.state(),
                impact.customers());
    }

    /** The answers that would change, as far as they are known, and the customers of whom they would. */
    private record CheckedImpact(@Nullable ReportedImpact impact, ImpactState state, ReportedCustomers customers) {

        static final CheckedImpact NONE = new CheckedImpact(null, ImpactState.NONE, ReportedCustomers.NONE);
    }

    private CheckedImpact findImpact(Policy before, Policy after, @Nullable Instant from, BooleanSupplier hasLeft) {
        TaskResult<PolicyImpact> finding = notes.findImpact(before, after, limits.checkLimit(), hasLeft);
        PolicyImpact impact = finding.value();
        if (impact == null) {
            return new CheckedImpact(null, ImpactState.fromTask(finding), ReportedCustomers.NONE);
        }
        TaskResult<CustomerImpact> counting = customers.countCustomers(
                new CountedChange(
                        before,
                        after,
                        impact,
                        from,
                        releases.findNextStart(from).orElse(null)),
                guard.permits(Access.CUSTOMERS),
                limits.checkLimit(),
                hasLeft);
        return new CheckedImpact(
                ReportedImpact.of(impact), ImpactState.fromTask(finding), ReportedCustomers.fromTask(counting));
    }

    /** Runs another check, unless too many are running. */
    <T, E extends Exception> T runCheck(ConcurrencyLimit.LimitedTask<T, E> check) throws E {
        return checks.runInTurn(check);
    }
}
