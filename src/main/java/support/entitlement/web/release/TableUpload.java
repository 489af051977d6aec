package support.entitlement.web.release;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tables that somebody sends, to have them checked or to publish them.
 *
 * @param basedOn the number of the release that they were changed from
 * @param tables the files that are new or otherwise than in that release, by their names; all others stay as they are
 * @param removed the names of files that are gone
 * @param comment why; may be empty
 * @param effectiveFrom from when they shall be in force; null for now
 */
record TableUpload(
        @Nullable Long basedOn,
        Map<String, byte[]> tables,
        Set<String> removed,
        String comment,
        @Nullable OffsetDateTime effectiveFrom) {

    /** How many tables may be sent, and how many removed. */
    static final int MAX_FILES = 200;

    /** The form of an upload in JSON, for its documentation and for the names of its fields. */
    record UploadRequest(
            @Nullable Long basedOn,
            @Nullable Map<String, Object> tables,
            @Nullable List<String> removed,
            @Nullable String comment,
            @Nullable OffsetDateTime effectiveFrom) {}
}
