/** HTTP of the SLA status of cases. */
@NullMarked
package support.entitlement.web.status;

import org.jspecify.annotations.NullMarked;
