package support.entitlement.web.draft;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.draft.DraftEntry;
import support.entitlement.draft.change.ChangeDocument;

/**
 * The changes that were made.
 *
 * @param version the version of the draft with them
 * @param changes the changes, in the places where they were made
 */
public record ChangesResponse(long version, List<ChangeDocument> changes) {

    /** The members of a request that changes a draft. */
    record ChangesRequest(List<SentChange> changes) {}

    /**
     * One change in a request; which members it has depends on its kind.
     *
     * @param op set, insert-rows, delete-rows, move-rows, insert-columns, delete-columns, move-column, put-file, put-text or
     *     remove-file
     */
    record SentChange(
            String op,
            String file,
            @Nullable String sheet,
            @Nullable String cell,
            @Nullable String before,
            @Nullable String after,
            @Nullable Integer row,
            @Nullable String column,
            @Nullable Integer count,

            @Schema(
                    name = "LinePosition",
                    oneOf = {Integer.class, String.class},
                    description = "The row, or the letters of the column, that the first moved one has afterwards")
            @Nullable
            Object to,

            @Nullable List<List<String>> rows,
            @Nullable List<List<String>> columns,
            @Nullable String text) {}

    /**
     * The changes since a version.
     *
     * @param version the version that the last of them made; there may be later ones, if they are very many
     * @param behind true if there is a newer release than the one that the draft is based on
     */
    record ChangeLog(long version, boolean behind, List<LoggedChange> changes) {}

    /**
     * A change in the log of a draft.
     *
     * @param version the version that it made, which it may share with others of one request
     * @param by the person who made it
     * @param when the instant at which it was made
     */
    record LoggedChange(long version, String by, Instant when, ChangeDocument change) {}

    static ChangeLog ofEntries(List<DraftEntry> entries, long version, boolean behind) {
        return new ChangeLog(
                entries.isEmpty() ? version : entries.get(entries.size() - 1).version(),
                behind,
                entries.stream()
                        .flatMap(entry -> entry.changes().stream()
                                .map(change -> new LoggedChange(entry.version(), entry.author(), entry.made(), change)))
                        .toList());
    }
}
