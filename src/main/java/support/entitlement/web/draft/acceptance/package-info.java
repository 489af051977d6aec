/** Accepts warnings of drafts, and takes that back. */
@NullMarked
package support.entitlement.web.draft.acceptance;

import org.jspecify.annotations.NullMarked;
