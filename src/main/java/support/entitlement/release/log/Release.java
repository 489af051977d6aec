package support.entitlement.release.log;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.text.Sha256;

/**
 * One immutable, checked set of all tables, as the log lists it. Its files and its report are read from the log.
 *
 * @param id the number: the first is 1, and each is one more than the one published before it
 * @param revision the hash of the tables
 * @param digest the hash of the content of all cells of its files, scenarios included
 * @param author the person who published it
 * @param origin the source: the rules directory, HTTP, or the restoring of another release
 * @param comment the reason in the words of the author; may be empty
 * @param created the instant at which it was published
 * @param effectiveFrom the instant from which it is in force: never before it was published, so that the past does not change, unless
 *     it is history
 * @param approvedBy the second person, who approved it; null if nobody had to
 * @param previousDigest the {@link #chainDigest} of the release with the number before; null for the first, and for releases of
 *     versions that did not keep it
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
        @Nullable String approvedBy,
        @Nullable String previousDigest) {

    /** The source of releases that took force before they were published, and before all others. */
    public static final String HISTORY = "history";

    /**
     * The order in which releases come into force. Of those that begin at the same instant, the one that was published
     * last is in force.
     */
    public static final Comparator<Release> IN_FORCE =
            Comparator.comparing(Release::effectiveFrom).thenComparing(Release::id);

    /** Returns true if it took force before it was published. */
    @JsonIgnore
    public boolean isHistory() {
        return origin.equals(HISTORY);
    }

    /**
     * Returns the hash of all that the log lists of this release and, by the digest of the one before, of all releases before it: two
     * logs with the same digest at one number have the same releases up to it. Of releases without that digest it covers themselves alone.
     */
    public String chainDigest() {
        Stream<Object> members = Stream.of(id, revision, digest, author, origin, comment, created, effectiveFrom);
        List<String> parts = Stream.concat(members, Stream.of(textOf(approvedBy), textOf(previousDigest)))
                .map(Object::toString)
                .toList();
        return Sha256.hashText(
                parts.stream().map(part -> part.length() + ":" + part).collect(Collectors.joining(",")));
    }

    private static String textOf(@Nullable String member) {
        return member == null ? "none" : "“" + member;
    }
}
