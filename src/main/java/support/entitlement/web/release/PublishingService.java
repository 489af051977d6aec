package support.entitlement.web.release;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.release.Approval;
import support.entitlement.release.ApprovalClosedException;
import support.entitlement.release.FourEyes;
import support.entitlement.release.PublishRequest;
import support.entitlement.release.Publisher;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.release.proposal.Proposals;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.security.Access;
import support.entitlement.security.AccessGuard;
import support.entitlement.security.MissingRoleException;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.ConcurrencyLimit;
import support.entitlement.web.http.ConcurrencyLimits;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.release.upload.TableUpload;

/**
 * Checks and publishes tables. Thread-safe. Only a few are published at a time, so that they do not slow queries down; checks, on which
 * nothing depends, take no place of them.
 */
@Component
public class PublishingService {

    private static final int MAX_CONCURRENT_PUBLICATIONS = 1;
    private static final int MAX_WAITING_PUBLICATIONS = 8;
    private static final Duration MAX_WAIT_OF_PUBLICATION = Duration.ofSeconds(20);

    private final Releases releases;
    private final Publisher publisher;
    private final Proposals proposals;
    private final FourEyes fourEyes;
    private final BaseReleases bases;
    private final PublicationAnswers answers;
    private final CheckService checks;
    private final AccessGuard guard;
    private final Clock clock;
    private final ConcurrencyLimit publications;

    PublishingService(
            Releases releases,
            Publisher publisher,
            Proposals proposals,
            FourEyes fourEyes,
            PublicationAnswers answers,
            CheckService checks,
            AccessGuard guard,
            Clock clock,
            ConcurrencyLimits tasks) {
        this.publications = tasks.createLimit(
                "publications",
                MAX_CONCURRENT_PUBLICATIONS,
                MAX_WAITING_PUBLICATIONS,
                MAX_WAIT_OF_PUBLICATION,
                "Other tables are being published. Send the request again in a few seconds.");
        this.releases = releases;
        this.publisher = publisher;
        this.proposals = proposals;
        this.fourEyes = fourEyes;
        this.bases = new BaseReleases(releases, publisher);
        this.answers = answers;
        this.checks = checks;
        this.guard = guard;
        this.clock = clock;
    }

    /**
     * Checks tables, and changes nothing.
     *
     * @throws ProblemException if they are based on no known release
     * @throws BusyException if other tables are being checked
     */
    CheckResponse checkTables(TableUpload upload) {
        Release base = bases.findBase(upload);
        return checks.checkFiles(bases.mergeTables(upload, base), base, upload.start());
    }

    /**
     * Checks the tables of an older release as if they were published again, and changes nothing.
     *
     * @throws BusyException if other tables are being checked
     */
    CheckResponse checkRestoration(Release old) {
        return checks.checkFiles(
                releases.readFiles(old), releases.findPredecessor().orElse(null));
    }

    /**
     * Publishes tables, or proposes them if another person must approve.
     *
     * @throws ProblemException if they are refused, or do not follow the release that they are based on
     * @throws BusyException if other tables are being published for long
     */
    PublicationResponse publishTables(TableUpload upload, String author) {
        return runPublication(() -> {
            requireHistory(upload);
            publisher.lookAtLog();
            Release before = bases.findPredecessor(upload);
            if (upload.basedOn() == null && before != null) {
                throw new ProblemException(new FieldProblem(
                        ProblemCode.MISSING_FIELD,
                        "/basedOn",
                        null,
                        "“basedOn” is required: the number of the release that these tables were changed from, which would be "
                                + before.id() + "."));
            }
            Release base = bases.findBase(upload);
            bases.requireKnownBase(upload, base);
            TableFiles files = bases.mergeTables(upload, base);
            return publishOrPropose(
                    new PublishRequest(
                            files,
                            base == null ? 0 : base.id(),
                            base == null ? null : base.chainDigest(),
                            author,
                            upload.inForceSince() == null ? "http" : Release.HISTORY,
                            upload.comment(),
                            upload.start()),
                    base);
        });
    }

    /**
     * Checks that the caller may publish an upload if it took force in the past.
     *
     * @throws MissingRoleException if the caller may not
     * @throws ProblemException if its instant is not in the past
     */
    private void requireHistory(TableUpload upload) {
        if (upload.inForceSince() == null) {
            return;
        }
        guard.requireAccess(Access.HISTORY);
        Instant since = upload.inForceSince().toInstant();
        if (!since.isBefore(clock.instant())) {
            throw new ProblemException(new FieldProblem(
                    ProblemCode.BAD_INSTANT,
                    "/inForceSince",
                    since.toString(),
                    "This must be in the past. Tables that are to come into force later have “effectiveFrom”."));
        }
    }

    /** Publishes the tables of an older release as a new one, with the answer of an upload. */
    PublicationResponse restoreRelease(Release old, String comment, String author) {
        return runPublication(() -> {
            Release before = releases.findPredecessor().orElse(old);
            TableFiles files = releases.readFiles(old);
            return publishOrPropose(
                    new PublishRequest(
                            files, before.id(), before.chainDigest(), author, "restore of " + old.id(), comment, null),
                    before);
        });
    }

    /**
     * Publishes the tables of a draft, or proposes them if another person must approve.
     *
     * @param closing closes the draft
     * @throws ProblemException if they are refused, or do not follow the release that they are based on
     * @throws ApprovalClosedException if the draft cannot be closed any more; then nothing has changed
     * @throws BusyException if other tables are being published for long
     */
    public PublicationResponse publishDraft(PublishRequest request, DraftClosing closing) {
        return runPublication(() -> {
            publisher.lookAtLog();
            Release base = releases.findById(request.basedOn())
                    .filter(request::isBasedOn)
                    .orElse(null);
            return fourEyes.needed()
                    ? answers.toAnswer(proposals.propose(request, closing.proposed()), base, request.files())
                    : answers.toAnswer(
                            publisher.publishApproved(
                                    request,
                                    new Approval(
                                            null, release -> closing.published().accept(release.id()))),
                            base,
                            request.files());
        });
    }

    private PublicationResponse publishOrPropose(PublishRequest request, @Nullable Release base) {
        return fourEyes.needed()
                ? answers.toAnswer(proposals.propose(request), base, request.files())
                : answers.toAnswer(publisher.publish(request), base, request.files());
    }

    /** Runs a task that publishes tables after those that came before it, unless that takes long. */
    <T> T runPublication(ConcurrencyLimit.LimitedTask<T, RuntimeException> publication) {
        return publications.runInTurn(publication);
    }
}
