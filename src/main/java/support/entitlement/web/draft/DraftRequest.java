package support.entitlement.web.draft;

import org.jspecify.annotations.Nullable;

/**
 * The JSON of a draft that is to be created.
 *
 * @param basedOn the number of the release that it changes; null for the one that a release would follow now
 */
record DraftRequest(String name, @Nullable Long basedOn) {}
