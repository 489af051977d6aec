package support.entitlement.web.draft;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.change.diff.TableDiff;
import support.entitlement.draft.Draft;
import support.entitlement.draft.DraftFiles;
import support.entitlement.draft.DraftPolicies;
import support.entitlement.draft.DraftSource;
import support.entitlement.draft.DraftVerdict;
import support.entitlement.draft.SharedTasks;
import support.entitlement.policy.Policy;
import support.entitlement.release.CurrentPolicy;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.ReleaseNotes;
import support.entitlement.report.ReportedProblem;
import support.entitlement.security.Access;
import support.entitlement.security.AccessGuard;
import support.entitlement.table.SheetParser;
import support.entitlement.table.Table;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.release.CheckResponse;
import support.entitlement.web.release.CheckService;
import support.entitlement.web.release.TableDifference;
import support.entitlement.web.server.CallerConnection;

/**
 * Checks drafts, and compares them with the releases that they are based on. The check of a version is made once however many ask,
 * and kept for a short time, since contracts may change; one of which a part has failed is made again. Thread-safe.
 */
@Component
class DraftChecks {

    private static final int MAX_KEPT = 20;
    private static final Duration KEPT_FOR = Duration.ofMinutes(1);

    private final DraftPolicies policies;
    private final CheckService checks;
    private final Releases releases;
    private final CurrentPolicy current;
    private final ReleaseNotes notes;
    private final AccessGuard guard;
    private final SharedTasks<CheckedVersion, DraftCheckResponse> running = new SharedTasks<>();
    private final Cache<CheckedVersion, DraftCheckResponse> kept = Caffeine.newBuilder()
            .maximumSize(MAX_KEPT)
            .expireAfterWrite(KEPT_FOR)
            .build();

    DraftChecks(
            DraftPolicies policies,
            CheckService checks,
            Releases releases,
            CurrentPolicy current,
            ReleaseNotes notes,
            AccessGuard guard) {
        this.policies = policies;
        this.checks = checks;
        this.releases = releases;
        this.current = current;
        this.notes = notes;
        this.guard = guard;
    }

    /**
     * The facts that determine the result of a check.
     *
     * @param inForce the revision of the policy in force; null if there is none
     * @param withCustomers true if the caller may ask for customers
     */
    private record CheckedVersion(
            DraftSource source, @Nullable String inForce, boolean withCustomers) {}

    /** Reads, checks and compiles the tables of a draft, unless that is done already. */
    DraftProblemsResponse findProblems(Draft draft) {
        DraftVerdict verdict = policies.compileDraft(draft.id(), CallerConnection.hasCallerLeft())
                .orElseThrow(() -> DraftLookup.unknownDraft("/id", draft.id()));
        return new DraftProblemsResponse(
                verdict.draft().version(),
                verdict.compilation().compiled().isPresent(),
                ReportedProblem.of(verdict.compilation().problems()));
    }

    /**
     * Checks a draft as if it were published now: with its scenarios, and with the answers that would change.
     *
     * @throws BusyException if other tables are being checked
     */
    DraftCheckResponse checkDraft(DraftFiles draft) {
        CheckedVersion version = new CheckedVersion(
                draft.source(), current.policy().map(Policy::revision).orElse(null), guard.permits(Access.CUSTOMERS));
        DraftCheckResponse known = kept.getIfPresent(version);
        return known == null
                ? running.runTask(version, CallerConnection.hasCallerLeft(), allLeft -> check(draft, version, allLeft))
                : known;
    }

    private DraftCheckResponse check(DraftFiles draft, CheckedVersion version, BooleanSupplier allLeft) {
        DraftVerdict verdict = policies.compileFiles(draft, allLeft);
        CheckResponse check = checks.checkCompiled(
                draft.files(), verdict.compilation(), draft.source().base(), allLeft);
        DraftCheckResponse response = new DraftCheckResponse(draft.draft().version(), check);
        if (!allLeft.getAsBoolean() && !check.hasFailed()) {
            kept.put(version, response);
        }
        return response;
    }

    /** Compares a draft with the release that it is based on, even if its tables have errors. */
    DraftDifference compareDraft(DraftFiles draft) {
        DraftVerdict verdict = policies.compileFiles(draft, CallerConnection.hasCallerLeft());
        Policy after = verdict.compilation().compiled().orElse(null);
        Release base = draft.source().base();
        Policy before =
                base == null ? null : releases.compileRelease(base).compiled().orElse(null);
        List<TableDiff> tables = base != null && before == null
                ? null
                : notes.compareTables(
                        before == null ? List.of() : before.tables(), after == null ? parse(draft) : after.tables());
        return new DraftDifference(
                draft.draft().version(),
                draft.draft().basedOn(),
                after == null || base != null && before == null
                        ? List.of()
                        : ReportedProblem.of(notes.describeChanges(before, after)),
                tables == null ? null : tables.stream().map(TableDifference::of).toList());
    }

    private static List<Table> parse(DraftFiles draft) {
        return SheetParser.parseSheets(draft.files().readSheets().sheets()).tables();
    }
}
