package support.entitlement.release.proposal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import support.entitlement.release.log.Release;
import support.entitlement.text.NormalForm;

/**
 * Tables that one person proposes, and another must approve. Files and problems are read from the log.
 *
 * @param id the number, higher than those of earlier proposals
 * @param revision the hash of the tables
 * @param basedOn the number of the release that its tables were changed from, and which it would follow
 * @param baseDigest the {@link Release#chainDigest} of that release; null if there was none, or for proposals of versions that did not keep it
 * @param author the person who proposes it
 * @param origin the source: HTTP, or the restoring of another release
 * @param comment the reason in the words of the author; may be empty
 * @param created the instant at which it was proposed
 * @param effectiveFrom the instant from which it is to be in force; null, or an instant that has passed by its approval, means as
 *     soon as it is approved
 * @param state the decision
 * @param decidedBy the person who approved or withdrew it; null while it is open
 * @param decided the instant of the decision; null while it is open
 * @param release the number of the release that it has become; null if it is none
 */
public record Proposal(
        long id,
        String revision,
        long basedOn,
        @Nullable String baseDigest,
        String author,
        String origin,
        String comment,
        Instant created,
        @Nullable Instant effectiveFrom,
        State state,
        @Nullable String decidedBy,
        @Nullable Instant decided,
        @Nullable Long release) {

    /** The decision on a proposal. */
    public enum State {
        /** It was not decided yet. */
        OPEN,
        /** It was approved, and is a release. */
        PUBLISHED,
        /** Its author withdrew it, or another person refused it. */
        WITHDRAWN
    }

    /** Returns true until it is decided. */
    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Returns true if this is the name of the author, in any spelling: one person must not pass for two. */
    boolean isBy(String name) {
        return NormalForm.areSame(author, name);
    }
}
