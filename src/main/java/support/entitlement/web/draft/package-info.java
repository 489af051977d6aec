/** The HTTP of drafts: addresses below {@code /v1/policy/drafts}. */
@NullMarked
package support.entitlement.web.draft;

import org.jspecify.annotations.NullMarked;
