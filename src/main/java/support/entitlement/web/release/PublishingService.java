package support.entitlement.web.release;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.background.TaskResult;
import support.entitlement.change.impact.PolicyImpact;
import support.entitlement.contract.Contracts;
import support.entitlement.contract.NameUse;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.policy.Policy;
import support.entitlement.release.FourEyes;
import support.entitlement.release.PublishRequest;
import support.entitlement.release.Publisher;
import support.entitlement.release.Releases;
import support.entitlement.release.impact.ImpactProperties;
import support.entitlement.release.log.Release;
import support.entitlement.release.proposal.Proposals;
import support.entitlement.release.tables.JudgedTables;
import support.entitlement.release.tables.ReleaseNotes;
import support.entitlement.release.tables.SentTables;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.report.ImpactState;
import support.entitlement.report.ReportedImpact;
import support.entitlement.report.ReportedProblem;
import support.entitlement.report.ReportedScenarios;
import support.entitlement.security.Access;
import support.entitlement.security.AccessGuard;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.ConcurrencyLimit;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.server.CallerConnection;

/**
 * Checks and publishes tables. Thread-safe. Only a few run at a time, so that they do not slow queries down; checks, on which nothing
 * depends, take no place of those that publish, restore or approve.
 */
@Component
public class PublishingService {

    private static final int MAX_CONCURRENT_CHECKS = 2;
    private static final int MAX_CONCURRENT_PUBLICATIONS = 1;
    private static final int MAX_WAITING_PUBLICATIONS = 8;
    private static final Duration MAX_WAIT_OF_PUBLICATION = Duration.ofSeconds(20);
    private static final int MAX_LISTED_CUSTOMERS = 10;

    private final Releases releases;
    private final Publisher publisher;
    private final Proposals proposals;
    private final FourEyes fourEyes;
    private final Contracts contracts;
    private final ReleaseNotes notes;
    private final PublicationAnswers answers;
    private final ImpactProperties limits;
    private final AccessGuard guard;
    private final ConcurrencyLimit checks = new ConcurrencyLimit(
            MAX_CONCURRENT_CHECKS, "Other tables are being checked. Send these again in a few seconds.");
    private final ConcurrencyLimit publications = new ConcurrencyLimit(
            MAX_CONCURRENT_PUBLICATIONS,
            MAX_WAITING_PUBLICATIONS,
            MAX_WAIT_OF_PUBLICATION,
            "Other tables are being published. Send the request again in a few seconds.");

    PublishingService(
            Releases releases,
            Publisher publisher,
            Proposals proposals,
            FourEyes fourEyes,
            Contracts contracts,
            ReleaseNotes notes,
            PublicationAnswers answers,
            ImpactProperties limits,
            AccessGuard guard) {
        this.notes = notes;
        this.answers = answers;
        this.limits = limits;
        this.guard = guard;
        this.releases = releases;
        this.publisher = publisher;
        this.proposals = proposals;
        this.fourEyes = fourEyes;
        this.contracts = contracts;
    }

    /**
     * Checks tables, and changes nothing.
     *
     * @throws ProblemException if they are based on no known release
     * @throws BusyException if other tables are being checked
     */
    CheckResponse checkTables(TableUpload upload) {
        BooleanSupplier hasLeft = CallerConnection.hasCallerLeft();
        return runCheck(() -> {
            Release base = findBase(upload);
            JudgedTables candidate = publisher.judgeTables(mergeTables(upload, base), hasLeft);
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
        });
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

    /**
     * Publishes tables, or proposes them if another person must approve.
     *
     * @throws ProblemException if they are refused, or do not follow the release that they are based on
     * @throws BusyException if other tables are being published for long
     */
    PublicationResponse publishTables(TableUpload upload, String author) {
        return runPublication(() -> {
            Release before = findPredecessor(upload);
            if (upload.basedOn() == null && before != null) {
                throw new ProblemException(new FieldProblem(
                        ProblemCode.MISSING_FIELD,
                        "/basedOn",
                        null,
                        "“basedOn” is required: the number of the release that these tables were changed from, which would be "
                                + before.id() + "."));
            }
            Release base = findBase(upload);
            TableFiles files = mergeTables(upload, base);
            return publishOrPropose(
                    new PublishRequest(
                            files,
                            base == null ? 0 : base.id(),
                            author,
                            "http",
                            upload.comment(),
                            upload.effectiveFrom() == null
                                    ? null
                                    : upload.effectiveFrom().toInstant()),
                    base);
        });
    }

    /** Publishes the tables of an older release as a new one, with the answer of an upload. */
    PublicationResponse restoreRelease(Release old, String comment, String author) {
        return runPublication(() -> {
            Release before = releases.findPredecessor().orElse(old);
            TableFiles files = releases.readFiles(old);
            return publishOrPropose(
                    new PublishRequest(files, before.id(), author, "restore of " + old.id(), comment, null), before);
        });
    }

    private PublicationResponse publishOrPropose(PublishRequest request, @Nullable Release base) {
        return fourEyes.needed()
                ? answers.toAnswer(proposals.propose(request), base, request.files())
                : answers.toAnswer(publisher.publish(request), base, request.files());
    }

    /** Finds the release on which an upload is based: the one that it names, or else the one that it would follow. */
    private @Nullable Release findBase(TableUpload upload) {
        Long id = upload.basedOn();
        Release before = findPredecessor(upload);
        if (id == null || id == 0 && before == null) {
            return before;
        }
        return releases.findById(id)
                .orElseThrow(() -> new ProblemException(new FieldProblem(
                        ProblemCode.UNKNOWN_RELEASE,
                        "/basedOn",
                        id,
                        "Releases are numbered from 1 to " + releases.findAll().size() + ".")));
    }

    /** Returns the release that an upload would follow. */
    private @Nullable Release findPredecessor(TableUpload upload) {
        return (upload.effectiveFrom() == null
                        ? releases.findPredecessor()
                        : releases.findPredecessorAt(upload.effectiveFrom().toInstant()))
                .orElse(null);
    }

    /** Runs a check, unless too many are running. */
    <T, E extends Exception> T runCheck(ConcurrencyLimit.LimitedTask<T, E> check) throws E {
        return checks.runInTurn(check);
    }

    /** Runs a task that publishes tables after those that came before it, unless that takes long. */
    <T> T runPublication(ConcurrencyLimit.LimitedTask<T, RuntimeException> publication) {
        return publications.runInTurn(publication);
    }

    private TableFiles mergeTables(TableUpload upload, @Nullable Release base) {
        Map<String, byte[]> before =
                base == null ? Map.of() : releases.readFiles(base).contents();
        return new TableFiles(SentTables.mergeFiles(before, upload.tables(), upload.removed()), List.of());
    }
}
