package support.entitlement.web.release;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.background.TaskResult;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.contract.Contracts;
import support.entitlement.contract.NameUse;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Compilation;
import support.entitlement.policy.Policy;
import support.entitlement.release.Publisher;
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
import support.entitlement.web.server.CallerConnection;

/** Checks tables and finds the answers that they would change. Thread-safe. Only a few checks run at a time. */
@Component
public class CheckService {

    private static final int MAX_CONCURRENT_CHECKS = 2;
    private static final int MAX_LISTED_CUSTOMERS = 10;

    private final Publisher publisher;
    private final Contracts contracts;
    private final ReleaseNotes notes;
    private final PublicationAnswers answers;
    private final ImpactProperties limits;
    private final AccessGuard guard;
    private final ConcurrencyLimit checks = new ConcurrencyLimit(
            MAX_CONCURRENT_CHECKS, "Other tables are being checked. Send these again in a few seconds.");

    CheckService(
            Publisher publisher,
            Contracts contracts,
            ReleaseNotes notes,
            PublicationAnswers answers,
            ImpactProperties limits,
            AccessGuard guard) {
        this.publisher = publisher;
        this.contracts = contracts;
        this.notes = notes;
        this.answers = answers;
        this.limits = limits;
        this.guard = guard;
    }

    /**
     * Checks tables, and changes nothing.
     *
     * @param base the release that they are compared with; null to compare them with none
     * @throws BusyException if other tables are being checked
     */
    CheckResponse checkFiles(TableFiles files, @Nullable Release base) {
        BooleanSupplier hasLeft = CallerConnection.hasCallerLeft();
        return checks.runInTurn(() -> checkFiles(files, base, hasLeft));
    }

    /**
     * Checks tables that have been compiled already, and changes nothing.
     *
     * @param base the release that they are compared with; null to compare them with none
     * @param hasLeft returns true once no caller waits for the result
     * @throws BusyException if other tables are being checked
     */
    public CheckResponse checkCompiled(
            TableFiles files, Compilation compilation, @Nullable Release base, BooleanSupplier hasLeft) {
        return checks.runInTurn(() -> checkJudged(publisher.judgeCompiled(files, compilation, hasLeft), base, hasLeft));
    }

    private CheckResponse checkFiles(TableFiles files, @Nullable Release base, BooleanSupplier hasLeft) {
        return checkJudged(publisher.judgeTables(files, hasLeft), base, hasLeft);
    }

    private CheckResponse checkJudged(JudgedTables candidate, @Nullable Release base, BooleanSupplier hasLeft) {
        Policy after = candidate.compiled();
        Policy before = base == null ? null : answers.policyOf(base);
        CheckedImpact impact =
                before == null || after == null ? CheckedImpact.NONE : findImpact(before, after, hasLeft);
        return new CheckResponse(
                candidate.verdict().compiled().isPresent(),
                base == null ? null : base.id(),
                after == null ? null : after.revision(),
                ReportedProblem.of(candidate.verdict().problems()),
                ReportedScenarios.of(candidate.scenarios()),
                answers.changesSince(base, after),
                impact.impact(),
                impact.state(),
                impact.contracts());
    }

    /** The answers that would change, as far as they are known, and the contracts of their plans. */
    private record CheckedImpact(
            @Nullable ReportedImpact impact, ImpactState state, List<CheckResponse.UnderContract> contracts) {

        static final CheckedImpact NONE = new CheckedImpact(null, ImpactState.NONE, List.of());
    }

    private CheckedImpact findImpact(Policy before, Policy after, BooleanSupplier hasLeft) {
        TaskResult<PolicyImpact> finding = notes.findImpact(before, after, limits.checkLimit(), hasLeft);
        PolicyImpact impact = finding.value();
        if (impact == null) {
            return new CheckedImpact(null, ImpactState.fromTask(finding), List.of());
        }
        try {
            return new CheckedImpact(ReportedImpact.of(impact), ImpactState.fromTask(finding), underContract(impact));
        } catch (DatabaseUnavailableException e) {
            return new CheckedImpact(
                    ReportedImpact.of(impact), new ImpactState("incomplete", e.getMessage()), List.of());
        }
    }

    private List<CheckResponse.UnderContract> underContract(PolicyImpact impact) {
        return impact.lines().stream()
                .flatMap(line -> line.plans().stream())
                .distinct()
                .map(this::underContract)
                .filter(under -> under.contracts() > 0)
                .toList();
    }

    private CheckResponse.UnderContract underContract(String plan) {
        NameUse use = new NameUse(NameUse.UsedNameKind.PLAN, plan);
        return new CheckResponse.UnderContract(
                plan,
                contracts.countContractsUsing(use),
                guard.permits(Access.CUSTOMERS) ? contracts.findCustomersUsing(use, MAX_LISTED_CUSTOMERS) : List.of());
    }

    /** Runs another check, unless too many are running. */
    <T, E extends Exception> T runCheck(ConcurrencyLimit.LimitedTask<T, E> check) throws E {
        return checks.runInTurn(check);
    }
}
