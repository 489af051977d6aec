package support.entitlement.web.draft;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import support.entitlement.web.release.CheckResponse;

/**
 * The result of checking a draft.
 *
 * @param version the version of the draft
 */
record DraftCheckResponse(long version, @JsonUnwrapped CheckResponse check) {}
