package support.entitlement.web.release;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import support.entitlement.release.tables.SentTables;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.security.Access;
import support.entitlement.security.AccessGuard;
import support.entitlement.security.MissingRoleException;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.ConcurrencyLimit;
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
    private final PublicationAnswers answers;
    private final CheckService checks;
    private final AccessGuard guard;
    private final Clock clock;
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
            PublicationAnswers answers,
            CheckService checks,
            AccessGuard guard,
            Clock clock) {
        this.releases = releases;
        this.publisher = publisher;
        this.proposals = proposals;
        this.fourEyes = fourEyes;
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
        Release base = findBase(upload);
        return checks.checkFiles(mergeTables(upload, base), base, startOf(upload));
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
            requireKnownBase(upload, base);
            TableFiles files = mergeTables(upload, base);
            return publishOrPropose(
                    new PublishRequest(
                            files,
                            base == null ? 0 : base.id(),
                            base == null ? null : base.chainDigest(),
                            author,
                            upload.inForceSince() == null ? "http" : Release.HISTORY,
                            upload.comment(),
                            startOf(upload)),
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
            Release base = releases.findById(request.basedOn()).orElse(null);
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

    /** Finds the release on which an upload is based: the one that it names, or else the one that it would follow. */
    private @Nullable Release findBase(TableUpload upload) {
        Long id = upload.basedOn();
        Release before = findPredecessor(upload);
        if (id == null || id == 0 && before == null) {
            return before;
        }
        return releases.findById(id)
                .or(() -> lookForRelease(id))
                .map(release -> requireRevision(release, upload.basedOnRevision()))
                .orElseThrow(() -> new ProblemException(new FieldProblem(
                        ProblemCode.UNKNOWN_RELEASE,
                        "/basedOn",
                        id,
                        "Releases are numbered from 1 to " + releases.findAll().size() + ".")));
    }

    /** Looks in the log for a release that another service may have published just now. */
    private Optional<Release> lookForRelease(long id) {
        publisher.lookAtLog();
        return releases.findById(id);
    }

    private static Release requireRevision(Release base, @Nullable String revision) {
        if (revision == null || revision.equals(base.revision())) {
            return base;
        }
        throw new ProblemException(
                ProblemCode.CONFLICT,
                "Release " + base.id() + " has the revision " + base.revision()
                        + ", so these tables were changed from another one, which had this number before the log was put"
                        + " back, or from none. Look at the release, and send your change again, based on it.");
    }

    /** Requires the revision of a base whose number was given out twice: the author may have seen the one that the log lost. */
    private void requireKnownBase(TableUpload upload, @Nullable Release base) {
        if (base != null && upload.basedOnRevision() == null && publisher.isLost(base.id())) {
            throw new ProblemException(
                    new FieldProblem(
                            ProblemCode.MISSING_FIELD,
                            "/basedOnRevision",
                            null,
                            "“basedOnRevision” is required here: the log was put back, and the number " + base.id()
                                    + " was given out again. Send the revision of the release that these tables were changed from."));
        }
    }

    /** Returns the release that an upload would follow. */
    private @Nullable Release findPredecessor(TableUpload upload) {
        Instant start = startOf(upload);
        if (upload.inForceSince() != null) {
            return releases.findInForceAt(start).orElse(null);
        }
        return (start == null ? releases.findPredecessor() : releases.findPredecessorAt(start)).orElse(null);
    }

    /** Returns the instant from which an upload would be in force, or was; null for at once. */
    private static @Nullable Instant startOf(TableUpload upload) {
        OffsetDateTime start = upload.inForceSince() == null ? upload.effectiveFrom() : upload.inForceSince();
        return start == null ? null : start.toInstant();
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
