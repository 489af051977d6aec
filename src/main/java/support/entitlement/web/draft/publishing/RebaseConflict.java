package support.entitlement.web.draft.publishing;

import org.jspecify.annotations.Nullable;
import support.entitlement.draft.DraftRebase.OpenConflict;
import support.entitlement.release.log.Release;

/**
 * A cell, or a whole file, that a draft and a release have changed differently.
 *
 * @param cell the cell in the merged sheet; null for a whole file
 * @param base the text before both changes; null if there was none
 * @param draft the text of the draft; null if it has deleted it
 * @param release the text of the release; null if it has deleted it
 * @param author the author of the release
 */
public record RebaseConflict(
        String file,
        @Nullable String sheet,
        @Nullable String cell,
        @Nullable String base,
        @Nullable String draft,
        @Nullable String release,
        String author) {

    static RebaseConflict of(OpenConflict conflict, Release release) {
        return new RebaseConflict(
                conflict.place().file(),
                conflict.place().sheet(),
                conflict.place().cell(),
                conflict.base(),
                conflict.draft(),
                conflict.release(),
                release.author());
    }
}
