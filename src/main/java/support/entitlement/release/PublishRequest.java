package support.entitlement.release;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import support.entitlement.release.tables.TableFiles;

/**
 * Tables to be published.
 *
 * @param files all files, including those that do not change
 * @param basedOn the number of the release that the author changed; 0 if there was none. It must be the release that these tables
 *     follow: the one in force, or the one in force at {@code effectiveFrom}
 * @param effectiveFrom the instant from which the tables are in force; null, or an instant in the past, means now
 */
public record PublishRequest(
        TableFiles files,
        long basedOn,
        String author,
        String origin,
        String comment,
        @Nullable Instant effectiveFrom) {}
