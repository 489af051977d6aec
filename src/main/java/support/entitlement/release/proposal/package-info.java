/** Proposals that a second person must approve before they become releases. */
@NullMarked
package support.entitlement.release.proposal;

import org.jspecify.annotations.NullMarked;
