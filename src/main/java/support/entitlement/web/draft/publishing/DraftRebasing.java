package support.entitlement.web.draft.publishing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import support.entitlement.draft.Draft;
import support.entitlement.draft.DraftFiles;
import support.entitlement.draft.DraftRebase;
import support.entitlement.draft.DraftRebase.ConflictPlace;
import support.entitlement.draft.Drafts;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.web.draft.DraftAnswers;
import support.entitlement.web.draft.DraftLookup;
import support.entitlement.web.draft.DraftResponse;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.ProblemResponse;

/** Bases drafts on the release that they would follow now. Thread-safe. */
@Component
class DraftRebasing {

    private final Drafts drafts;
    private final Releases releases;
    private final DraftLookup lookup;
    private final DraftAnswers answers;

    DraftRebasing(Drafts drafts, Releases releases, DraftLookup lookup, DraftAnswers answers) {
        this.drafts = drafts;
        this.releases = releases;
        this.lookup = lookup;
        this.answers = answers;
    }

    /**
     * Rebases a draft.
     *
     * @param seen the header If-Match
     * @param taken what becomes of each conflict
     * @throws ProblemException if a conflict is open, or if the draft is closed or has another version
     */
    ResponseEntity<DraftResponse.DraftDetail> rebaseDraft(
            String id, @Nullable String seen, Map<ConflictPlace, @Nullable String> taken, String author) {
        DraftFiles read = lookup.readDraft(id);
        Draft draft = DraftPublishing.requireOpen(read.draft(), seen);
        Release newest = releases.findPredecessor().orElse(null);
        // A replica that lags behind may not know the release that the draft is based on.
        if (newest != null && (newest.id() > draft.basedOn() || read.isBaseLost())) {
            rebaseOn(newest, read, taken, author);
        }
        return answers.answerDraft(HttpStatus.OK, lookup.readDraft(id));
    }

    private void rebaseOn(Release newest, DraftFiles read, Map<ConflictPlace, @Nullable String> taken, String author) {
        DraftRebase.Rebased rebased =
                DraftRebase.rebaseDraft(read, releases.readFiles(newest).contents(), taken);
        if (!rebased.open().isEmpty()) {
            throw describeConflicts(rebased.open(), newest, read);
        }
        if (!rebased.unused().isEmpty()) {
            throw refuseUnused(rebased.unused());
        }
        if (drafts.replaceFiles(read.draft(), newest, rebased.files(), author).isEmpty()) {
            throw DraftPublishing.refuseChanged(
                    lookup.findDraft(String.valueOf(read.draft().id())));
        }
    }

    private static ProblemException describeConflicts(
            List<DraftRebase.OpenConflict> open, Release newest, DraftFiles draft) {
        return new ProblemException(ProblemResponse.of(
                        ProblemCode.DRAFT_CONFLICT,
                        "Nothing was changed. Release " + newest.id() + " by " + newest.author()
                                + (draft.isBaseLost()
                                        ? " and the draft differ in these places; the log was put back, and lost release "
                                                + draft.draft().basedOn() + ", from which the draft was changed."
                                        : " and the draft have changed the same places.")
                                + " Send the request again, with a value for each"
                                + " of them in “take”.")
                .withExtension(
                        "conflicts",
                        open.stream()
                                .map(conflict -> RebaseConflict.of(conflict, newest))
                                .toList()));
    }

    private static ProblemException refuseUnused(Set<ConflictPlace> unused) {
        ConflictPlace place = unused.iterator().next();
        return new ProblemException(new FieldProblem(
                ProblemCode.BAD_CHANGE,
                "/take",
                place.file() + (place.cell() == null ? "" : "!" + place.cell()),
                "There is no conflict at this place. Rebase without “take” to see all conflicts."));
    }
}
