package support.entitlement.web.draft;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.web.release.upload.TableUpload;

/**
 * A draft that is to be created.
 *
 * @param fromDirectory true if it has the files of the rules directory
 * @param upload the release that it changes, and the tables that it has instead of those
 */
record DraftRequest(String name, boolean fromDirectory, TableUpload upload) {

    /**
     * The members of the request in JSON, for the documentation and the names of its fields.
     *
     * @param basedOn the number of the release that it changes; null for the one that a release would follow now
     * @param from directory, for the files of the rules directory
     * @param tables the files that are new or different, by name, as text or as rows of cells
     * @param removed the names of removed files
     */
    record DraftCreationRequest(
            String name,
            @Nullable Long basedOn,
            @Nullable String from,

            @Schema(description = TableUpload.TABLES) @Nullable
            Map<String, String> tables,

            @Nullable List<String> removed) {}

    /** The members of a merge patch of a draft. */
    record DraftPatch(@Nullable String name) {}
}
