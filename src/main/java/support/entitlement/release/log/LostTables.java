package support.entitlement.release.log;

import org.jspecify.annotations.Nullable;
import support.entitlement.release.tables.TableFiles;

/**
 * Announces the tables of a release that the log lost, and that this service still has. Listeners keep them so that they can be published
 * again; a listener that fails is called again later.
 *
 * @param release the lost release
 * @param base the newest release that the log still has of those before it; null if it has none
 */
public record LostTables(
        Release release, TableFiles files, @Nullable Release base) {}
