package support.entitlement.web.release.upload;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tables that were sent to be checked or published.
 *
 * @param basedOn the number of the release that they were changed from
 * @param basedOnRevision the revision of that release; null if only its number is known
 * @param tables the files that are new or different from that release, by name; all others stay as they are
 * @param removed the names of removed files
 * @param comment the reason; may be empty
 * @param effectiveFrom when they shall come into force; null for now
 * @param inForceSince when they took force, if that is in the past; else null
 */
public record TableUpload(
        @Nullable Long basedOn,
        @Nullable String basedOnRevision,
        Map<String, byte[]> tables,
        Set<String> removed,
        String comment,
        @Nullable OffsetDateTime effectiveFrom,
        @Nullable OffsetDateTime inForceSince) {

    /** The maximal number of tables that are sent, and that of tables that are removed. */
    static final int MAX_FILES = 200;

    /** The message for an upload with too many files. */
    public static final String TOO_MANY_FILES =
            "An upload may have up to " + MAX_FILES + " files. Those that are not sent stay as they are.";

    /** Describes the tables of a request. */
    public static final String TABLES =
            "New or different files by name, each the text of a CSV file. An array of rows, each an array of"
                    + " cells, is read as such a text, too";

    /** The members of an upload in JSON, for the documentation and the names of its fields. */
    public record UploadRequest(
            @Nullable Long basedOn,
            @Nullable String basedOnRevision,

            @Schema(description = TABLES) @Nullable Map<String, String> tables,

            @Nullable List<String> removed,
            @Nullable String comment,
            @Nullable OffsetDateTime effectiveFrom,
            @Nullable OffsetDateTime inForceSince) {}

    /** Returns the instant from which the tables would be in force, or were; null for at once. */
    public @Nullable Instant start() {
        OffsetDateTime start = inForceSince == null ? effectiveFrom : inForceSince;
        return start == null ? null : start.toInstant();
    }
}
