/** HTTP of the status of a case. */
@NullMarked
package support.entitlement.web.status;

import org.jspecify.annotations.NullMarked;
