package support.entitlement.web.draft;

import java.util.Locale;
import org.springframework.http.ResponseEntity;
import support.entitlement.draft.ChangeResult;
import support.entitlement.draft.Draft;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.ProblemResponse;

/** Answers changes of drafts. */
public final class ChangeAnswers {

    private ChangeAnswers() {}

    /**
     * Returns the answer to changes that were made.
     *
     * @throws ProblemException if they were not
     */
    public static ResponseEntity<ChangesResponse> toAnswer(ChangeResult came) {
        if (came instanceof ChangeResult.Applied applied) {
            return ResponseEntity.ok()
                    .eTag(DraftAnswers.entityTag(applied.draft()).formattedTag())
                    .body(new ChangesResponse(applied.draft().version(), applied.changes()));
        }
        if (came instanceof ChangeResult.Conflicting conflicting) {
            throw describeConflicts(conflicting);
        }
        if (came instanceof ChangeResult.Closed closed) {
            throw refuseClosed(closed.draft());
        }
        if (came instanceof ChangeResult.BaseLost lost) {
            throw refuseLostBase(lost.draft());
        }
        if (came instanceof ChangeResult.Reused reused) {
            throw new ProblemException(new FieldProblem(
                    ProblemCode.IDEMPOTENCY_KEY_REUSED,
                    "/Idempotency-Key",
                    null,
                    "Another request has changed draft " + reused.draft().id()
                            + " with this key. Choose a new key for each request."));
        }
        if (came instanceof ChangeResult.Stale stale) {
            throw DraftVersionHeader.refuseVersion(stale.draft());
        }
        throw describeRefusal((ChangeResult.Refused) came);
    }

    private static ProblemException describeConflicts(ChangeResult.Conflicting conflicting) {
        return new ProblemException(ProblemResponse.of(
                        ProblemCode.DRAFT_CONFLICT,
                        "Nothing was changed. The draft has version "
                                + conflicting.draft().version()
                                + ". Read the changes since yours, and send your own again with the texts that you see then.")
                .withExtension(
                        "conflicts",
                        conflicting.conflicts().stream().map(DraftConflict::of).toList()));
    }

    /** Returns the problem of a draft that is published or proposed. */
    public static ProblemException refuseClosed(Draft draft) {
        Long number = draft.release() == null ? draft.proposal() : draft.release();
        return new ProblemException(
                ProblemCode.DRAFT_CLOSED,
                "It is " + draft.state().name().toLowerCase(Locale.ROOT) + ", as "
                        + (draft.release() == null ? "proposal " : "release ") + number + ". Create another draft.");
    }

    /** Returns the problem of a draft of a release that the log has lost. */
    public static ProblemException refuseLostBase(Draft draft) {
        return new ProblemException(
                ProblemCode.CONFLICT,
                "The log of releases was put back, and lost release " + draft.basedOn()
                        + ", from which this draft was changed. Another release may have that number. Rebase the draft: it"
                        + " then shows each cell in which it differs from the release in force.");
    }

    private static ProblemException describeRefusal(ChangeResult.Refused refused) {
        String change = "/changes/" + refused.index();
        return new ProblemException(
                switch (refused.reason()) {
                    case UNKNOWN_FILE ->
                        new FieldProblem(ProblemCode.UNKNOWN_FILE, change + "/file", null, refused.detail());
                    case UNKNOWN_SHEET ->
                        new FieldProblem(ProblemCode.UNKNOWN_FILE, change + "/sheet", null, refused.detail());
                    case NOT_KEPT -> new FieldProblem(ProblemCode.BAD_CHANGE, change, null, refused.detail());
                    case TOO_MUCH_WORK -> new FieldProblem(ProblemCode.TOO_MUCH_WORK, change, null, refused.detail());
                });
    }
}
