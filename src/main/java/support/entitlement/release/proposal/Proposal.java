package support.entitlement.release.proposal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import support.entitlement.text.NormalForm;

/**
 * Tables that somebody wants to publish, and that somebody else must approve of. Its files and what the check found are read
 * from the log.
 *
 * @param id its number, higher than those of the proposals before it
 * @param revision the hash of what its tables say
 * @param basedOn the number of the release that its tables were changed from, and which it would follow
 * @param author who proposes it
 * @param origin how: over HTTP, or by restoring another release
 * @param comment why, in the author's words; may be empty
 * @param created when it was proposed
 * @param effectiveFrom from when it shall be in force; null for as soon as it is approved. An instant that has passed by then
 *     means the same
 * @param state what has become of it
 * @param decidedBy who approved or withdrew it; null while it is open
 * @param decided when; null while it is open
 * @param release the number of the release that it has become; null if it is none
 */
public record Proposal(
        long id,
        String revision,
        long basedOn,
        String author,
        String origin,
        String comment,
        Instant created,
        @Nullable Instant effectiveFrom,
        State state,
        @Nullable String decidedBy,
        @Nullable Instant decided,
        @Nullable Long release) {

    /** What has become of a proposal. */
    public enum State {
        /** Nothing yet. */
        OPEN,
        /** It was approved, and is a release. */
        PUBLISHED,
        /** Its author has taken it back, or another refused it. */
        WITHDRAWN
    }

    /** Whether nobody has decided yet. */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether this is its author's name, however it is spelt: one person must not pass for two. */
    boolean isBy(String name) {
        return NormalForm.areSame(author, name);
    }
}
