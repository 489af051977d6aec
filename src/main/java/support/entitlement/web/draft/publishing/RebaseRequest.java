package support.entitlement.web.draft.publishing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON that rebases a draft. */
record RebaseRequest(
        @Schema(description = "A decision about each conflict that an earlier rebase has answered") @Nullable
        List<TakenValue> take) {

    /** A decision about a conflict: the text that stays. */
    record TakenValue(
            String file,

            @Schema(description = "The sheet; null for CSV, and for a whole file") @Nullable
            String sheet,

            @Schema(description = "The cell; null for a whole file") @Nullable
            String cell,

            @Schema(
                    description =
                            "The text, or null to delete the cell with its row or column; for a whole file draft or release")
            @Nullable
            String value) {}
}
