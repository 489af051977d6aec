/** Determines which answers each release changes, after it has come into force. */
@NullMarked
package support.entitlement.release.impact;

import org.jspecify.annotations.NullMarked;
