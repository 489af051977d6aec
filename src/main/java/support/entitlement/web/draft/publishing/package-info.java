/** Publishes drafts, and bases them on newer releases. */
@NullMarked
package support.entitlement.web.draft.publishing;

import org.jspecify.annotations.NullMarked;
