package support.entitlement.draft;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import support.entitlement.release.log.Release;

/**
 * A named change of tables that is not published. Its files are read with {@link Drafts}.
 *
 * @param id the number, higher than those of earlier drafts
 * @param name the name that its author gave it
 * @param state the progress
 * @param basedOn the number of the release that its tables are changed from; 0 if there was none
 * @param baseDigest the {@link Release#chainDigest} of that release; null if there was none, or if an earlier version of the service has
 *     based it on the release
 * @param author the person who created it
 * @param created the instant at which it was created
 * @param changedBy the person who changed it last
 * @param changed the instant of the last change
 * @param version the number of changes, its creation counted
 * @param release the number of the release that it has become; null if it is none
 * @param proposal the number of the proposal that it has become; null if it is none
 */
public record Draft(
        long id,
        String name,
        State state,
        long basedOn,
        @Nullable String baseDigest,
        String author,
        Instant created,
        String changedBy,
        Instant changed,
        long version,
        @Nullable Long release,
        @Nullable Long proposal) {

    /** The maximal length of a name in characters. */
    public static final int MAX_NAME_LENGTH = 200;

    /** The progress of a draft. */
    public enum State {
        /** It can be changed. */
        OPEN,
        /** It is a release, and can no longer be changed. */
        PUBLISHED,
        /** It is a proposal, and can no longer be changed. */
        PROPOSED
    }

    /** Returns it with the number of another version. */
    Draft atVersion(long number) {
        return new Draft(
                id, name, state, basedOn, baseDigest, author, created, changedBy, changed, number, release, proposal);
    }

    /** Returns true if it can be changed. */
    public boolean isOpen() {
        return state == State.OPEN;
    }
}
