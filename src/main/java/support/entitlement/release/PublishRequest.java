package support.entitlement.release;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import support.entitlement.release.log.Release;
import support.entitlement.release.tables.TableFiles;

/**
 * Tables to be published.
 *
 * @param files all files, including those that do not change
 * @param basedOn the number of the release that the author changed; 0 if there was none. It must be the release that these tables
 *     follow: the one in force, or the one in force at {@code effectiveFrom}
 * @param baseDigest the {@link Release#chainDigest} of that release, since the log may have given its number to another one; null if only
 *     the number is known
 * @param origin the source; {@link Release#HISTORY} for tables that took force in the past
 * @param effectiveFrom the instant from which the tables are in force; null, or an instant in the past, means now. History
 *     has an instant in the past
 */
public record PublishRequest(
        TableFiles files,
        long basedOn,
        @Nullable String baseDigest,
        String author,
        String origin,
        String comment,
        @Nullable Instant effectiveFrom) {

    /** Requests tables of which only the number of their base is known. */
    public PublishRequest(
            TableFiles files,
            long basedOn,
            String author,
            String origin,
            String comment,
            @Nullable Instant effectiveFrom) {
        this(files, basedOn, null, author, origin, comment, effectiveFrom);
    }

    /** Returns true if the tables are based on this very release. */
    public boolean isBasedOn(Release release) {
        return basedOn == release.id() && (baseDigest == null || baseDigest.equals(release.chainDigest()));
    }

    /** Returns true if the tables took force in the past. */
    boolean isHistory() {
        return Release.HISTORY.equals(origin);
    }

    /** Returns the instant at which history begins, as exactly as the log keeps it. */
    Instant historyBegin() {
        return Objects.requireNonNull(effectiveFrom, "History begins at an instant")
                .truncatedTo(ChronoUnit.MICROS);
    }
}
