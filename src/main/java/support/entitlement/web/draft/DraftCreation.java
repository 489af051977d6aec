package support.entitlement.web.draft;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.draft.Draft;
import support.entitlement.draft.Drafts;
import support.entitlement.release.Releases;
import support.entitlement.release.log.Release;
import support.entitlement.web.http.FieldProblem;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;

/** Creates drafts from releases. Thread-safe. */
@Component
class DraftCreation {

    private final Drafts drafts;
    private final Releases releases;

    DraftCreation(Drafts drafts, Releases releases) {
        this.drafts = drafts;
        this.releases = releases;
    }

    /**
     * Creates a draft.
     *
     * @throws ProblemException if it is based on no known release, or if there are too many drafts
     */
    Draft createDraft(DraftRequest request, String author) {
        Release base = findBase(request.basedOn());
        return drafts.createDraft(
                        request.name(),
                        base,
                        base == null
                                ? new TreeMap<>()
                                : releases.readFiles(base).contents(),
                        author)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.TOO_MANY_DRAFTS,
                        "There may be up to " + Drafts.MAX_OPEN + " open drafts. Publish or delete some first."));
    }

    private @Nullable Release findBase(@Nullable Long wanted) {
        Release newest = releases.findPredecessor().orElse(null);
        if (wanted == null || wanted == 0 && newest == null) {
            return newest;
        }
        return releases.findById(wanted)
                .orElseThrow(() -> new ProblemException(new FieldProblem(
                        ProblemCode.UNKNOWN_RELEASE,
                        "/basedOn",
                        wanted,
                        "Releases are numbered from 1 to " + releases.findAll().size() + ".")));
    }
}
