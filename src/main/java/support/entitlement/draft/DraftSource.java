package support.entitlement.draft;

import org.jspecify.annotations.Nullable;
import support.entitlement.release.log.Release;

/**
 * A draft at one version, with the release from which it takes the files that it does not change. Both together identify its files.
 *
 * @param draft the draft at that version
 * @param base the release that it is based on, and no other one with its number; null if there was none. If the log has lost that release,
 *     the one in force
 * @param baseLost true if the log has lost the release that it is based on
 */
public record DraftSource(Draft draft, @Nullable Release base, boolean baseLost) {}
