package support.entitlement.web.release;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.policy.Policy;
import support.entitlement.release.PublishResult;
import support.entitlement.release.Publisher;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.release.proposal.ProposalResult;
import support.entitlement.release.tables.ReleaseNotes;
import support.entitlement.release.tables.TableFiles;
import support.entitlement.report.ReportedProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.ProblemResponse;

/** Answers publications and proposals, and compares versions for those who decide on them. Thread-safe. */
@Component
class PublicationAnswers {

    private final Releases releases;
    private final Publisher publisher;
    private final ReleaseNotes notes;

    PublicationAnswers(Releases releases, Publisher publisher, ReleaseNotes notes) {
        this.releases = releases;
        this.publisher = publisher;
        this.notes = notes;
    }

    /** Returns the answer to tables that were proposed, or published at once. */
    PublicationResponse toAnswer(ProposalResult came, @Nullable Release base, TableFiles files) {
        return came instanceof ProposalResult.Proposed proposed
                ? new PublicationResponse.ProposedResponse(
                        ProposalResponse.of(proposed.proposal()), ReportedProblem.of(proposed.problems()))
                : toAnswer(((ProposalResult.Decided) came).result(), base, files);
    }

    /**
     * Returns the answer to tables that were published or proposed.
     *
     * @param base the release that they were changed from
     * @throws ProblemException if they were not
     */
    PublicationResponse toAnswer(PublishResult came, @Nullable Release base, TableFiles files) {
        if (came instanceof PublishResult.Published published) {
            return new PublicationResponse.PublishedResponse(
                    ReleaseResponse.of(
                            published.release(), releases.findInForce().orElse(null)),
                    ReportedProblem.of(published.problems()));
        }
        if (came instanceof PublishResult.Refused refused) {
            throw new ProblemException(ProblemResponse.of(
                            ProblemCode.TABLES_REFUSED, "Nothing was published. Correct the errors among the problems.")
                    .withExtension("problems", ReportedProblem.of(refused.problems())));
        }
        if (came instanceof PublishResult.OutOfOrder outOfOrder) {
            throw new ProblemException(ProblemCode.HISTORY_ORDER, outOfOrder.why());
        }
        throw describeConflict((PublishResult.Conflict) came, base, files);
    }

    private ProblemException describeConflict(
            PublishResult.Conflict conflict, @Nullable Release base, TableFiles files) {
        Policy theirs = conflict.directory() == null
                ? policyOf(conflict.current())
                : publisher.judgeTables(conflict.directory()).compiled();
        String detail = conflict.directory() == null
                ? "Release " + conflict.current().id() + " by "
                        + conflict.current().author()
                        + " comes before yours. Look at both changes, and send yours again, based on it."
                : "The rules directory is being edited, and its content is no release yet. Correct it or restore it, and"
                        + " send your change again.";
        PublishingConflict both = new PublishingConflict(
                base == null ? null : base.id(),
                ReleaseResponse.of(conflict.current(), releases.findInForce().orElse(null)),
                changesSince(base, theirs),
                changesSince(base, publisher.judgeTables(files).compiled()));
        return new ProblemException(
                ProblemResponse.of(ProblemCode.CONFLICT, detail).withExtension("conflict", both));
    }

    /** Returns the policy of a release; null if this version of the service refuses its tables. */
    @Nullable
    Policy policyOf(Release release) {
        return releases.compileRelease(release).compiled().orElse(null);
    }

    /**
     * Returns the differences of a policy from a release, or from nothing before the first; empty if either is unknown.
     */
    List<ReportedProblem> changesSince(@Nullable Release base, @Nullable Policy after) {
        Policy before = base == null ? null : policyOf(base);
        return after == null || base != null && before == null
                ? List.of()
                : ReportedProblem.of(notes.describeChanges(before, after));
    }
}
