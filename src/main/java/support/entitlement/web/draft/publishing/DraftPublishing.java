package support.entitlement.web.draft.publishing;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import support.entitlement.draft.Draft;
import support.entitlement.draft.Draft.State;
import support.entitlement.draft.DraftFiles;
import support.entitlement.draft.Drafts;
import support.entitlement.release.ApprovalClosedException;
import support.entitlement.release.PublishRequest;
import support.entitlement.release.Publisher;
import support.entitlement.web.draft.ChangeAnswers;
import support.entitlement.web.draft.DraftAnswers;
import support.entitlement.web.draft.DraftLookup;
import support.entitlement.web.draft.DraftVersionHeader;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.release.DraftClosing;
import support.entitlement.web.release.PublicationResponse;
import support.entitlement.web.release.PublishingService;

/** Publishes drafts. A draft is closed within the transaction that keeps its release or its proposal. Thread-safe. */
@Component
class DraftPublishing {

    private final Drafts drafts;
    private final DraftLookup lookup;
    private final DraftAnswers answers;
    private final Publisher publisher;
    private final PublishingService publishing;

    DraftPublishing(
            Drafts drafts,
            DraftLookup lookup,
            DraftAnswers answers,
            Publisher publisher,
            PublishingService publishing) {
        this.drafts = drafts;
        this.lookup = lookup;
        this.answers = answers;
        this.publisher = publisher;
        this.publishing = publishing;
    }

    /**
     * Publishes a draft, or proposes it if another person must approve.
     *
     * @param seen the header If-Match
     * @throws ProblemException if it is refused, closed, has another version, does not follow the release in force, or the log lost its base
     * @throws BusyException if other tables are being published for long
     */
    ResponseEntity<DraftPublicationResponse> publishDraft(
            String id, @Nullable String seen, DraftPublicationRequest wanted, String author) {
        publisher.lookAtLog();
        DraftFiles read = lookup.readDraft(id);
        Draft draft = requireOpen(read.draft(), seen);
        if (read.isBaseLost()) {
            throw ChangeAnswers.refuseLostBase(draft);
        }
        PublishRequest request = new PublishRequest(
                read.files(),
                draft.basedOn(),
                draft.baseDigest(),
                author,
                "draft " + draft.id(),
                wanted.comment() == null ? "" : wanted.comment(),
                wanted.effectiveFrom() == null ? null : wanted.effectiveFrom().toInstant());
        try {
            PublicationResponse came = publishing.publishDraft(request, closing(draft, author));
            return DraftPublicationResponse.toEntity(came, answers.summarizeDraft(lookup.findDraft(id)));
        } catch (ApprovalClosedException e) {
            throw refuseChanged(lookup.findDraft(id));
        }
    }

    private DraftClosing closing(Draft draft, String author) {
        return new DraftClosing(
                release -> closeDraft(draft, State.PUBLISHED, release, author),
                proposal -> closeDraft(draft, State.PROPOSED, proposal, author));
    }

    private void closeDraft(Draft draft, State state, long number, String author) {
        if (drafts.closeWithinTransaction(draft, state, number, author).isEmpty()) {
            throw new ApprovalClosedException();
        }
    }

    /**
     * Returns a draft that can be changed and has the version of the header.
     *
     * @throws ProblemException if it does not, or if the header is missing
     */
    static Draft requireOpen(Draft draft, @Nullable String seen) {
        if (DraftVersionHeader.readOfOpen(draft, seen) != draft.version()) {
            throw DraftVersionHeader.refuseVersion(draft);
        }
        return draft;
    }

    /** Returns the problem of a draft that somebody else has changed or closed meanwhile. */
    static ProblemException refuseChanged(Draft draft) {
        return draft.isOpen() ? DraftVersionHeader.refuseVersion(draft) : ChangeAnswers.refuseClosed(draft);
    }
}
