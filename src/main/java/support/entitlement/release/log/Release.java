package support.entitlement.release.log;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One immutable, checked set of all tables, as the log knows it. Its files and its check report are read from the log.
 *
 * @param id its number: the first is 1, and each is one more than the one published before it
 * @param revision the hash of what its tables say
 * @param digest the hash of what the cells of its files say, scenarios included
 * @param author who published it
 * @param origin how: from the rules directory, over HTTP, or by restoring another
 * @param comment why, in the author's words; may be empty
 * @param created when it was published
 * @param effectiveFrom from when it is in force, never before it was published: what once was in force stays so
 * @param approvedBy who else approved of it; null if nobody had to
 */
public record Release(
        long id,
        String revision,
        String digest,
        String author,
        String origin,
        String comment,
        Instant created,
        Instant effectiveFrom,
        @Nullable String approvedBy) {

    /**
     * The order in which releases come into force. Of those that begin at the same instant, the one that was published
     * last is in force.
     */
    public static final Comparator<Release> IN_FORCE =
            Comparator.comparing(Release::effectiveFrom).thenComparing(Release::id);
}
