package support.entitlement.web.draft;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import support.entitlement.draft.Draft;
import support.entitlement.draft.DraftFiles;

/**
 * The JSON of a draft in a list. {@link Draft} describes the members.
 *
 * @param behind true if it has to be rebased before it can be published: there is a newer release than the one that it is based on, or the
 *     log has lost that one
 * @param baseLost true if the log has lost the release that it is based on, whose number may be the one of another release
 */
public record DraftResponse(
        long id,
        String name,
        @Schema(implementation = Draft.State.class) String state,
        long basedOn,
        String author,
        Instant created,
        String changedBy,
        Instant changed,
        long version,
        boolean behind,
        boolean baseLost,
        @Nullable Long release,
        @Nullable Long proposal) {

    static DraftResponse of(Draft draft, boolean behind, boolean baseLost) {
        return new DraftResponse(
                draft.id(),
                draft.name(),
                draft.state().name().toLowerCase(Locale.ROOT),
                draft.basedOn(),
                draft.author(),
                draft.created(),
                draft.changedBy(),
                draft.changed(),
                draft.version(),
                behind,
                baseLost,
                draft.release(),
                draft.proposal());
    }

    /**
     * A page of drafts, the newest first.
     *
     * @param before the value of {@code before} for the next page; null if there is none
     */
    public record DraftPage(
            List<DraftResponse> drafts, @Nullable Long before) {}

    /** One draft with its files. */
    public record DraftDetail(@JsonUnwrapped DraftResponse draft, List<DraftFile> files) {}

    /**
     * A file of a draft.
     *
     * @param kind table, scenarios, precedence, accepted-warnings or other
     * @param state unchanged, changed, added or removed, as compared with the release that the draft is based on
     * @param sheets its sheets; empty if it is removed or cannot be read
     */
    public record DraftFile(
            String file,
            String kind,

            @Schema(implementation = DraftFiles.FileState.class)
            String state,

            List<DraftSheet> sheets) {}

    /**
     * A sheet of a file.
     *
     * @param sheet its name; null for CSV
     * @param table the name of its first table; null if it has none
     * @param rows the number of its rows
     */
    public record DraftSheet(
            @Nullable String sheet, @Nullable String table, int rows) {}
}
