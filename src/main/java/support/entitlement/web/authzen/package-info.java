/** HTTP of the AuthZEN Authorization API 1.0, as which gateways ask for the decisions of {@code web.evaluation}. */
@NullMarked
package support.entitlement.web.authzen;

import org.jspecify.annotations.NullMarked;
