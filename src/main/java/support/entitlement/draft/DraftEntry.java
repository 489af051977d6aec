package support.entitlement.draft;

import java.time.Instant;
import java.util.List;
import support.entitlement.draft.change.ChangeDocument;

/**
 * The changes with which a version of a draft began.
 *
 * @param version the version
 * @param author the person who made them
 * @param made the instant at which they were made
 * @param changes the changes in their order
 */
public record DraftEntry(long version, String author, Instant made, List<ChangeDocument> changes) {

    /**
     * The key of a request that changes a draft.
     *
     * @param key the text that the caller has chosen
     * @param hash a hash of what the request asks for
     */
    record RequestKey(String key, String hash) {}

    /** Copies the list. */
    public DraftEntry {
        changes = List.copyOf(changes);
    }
}
