/** HTTP of contracts. */
@NullMarked
package support.entitlement.web.contract;

import org.jspecify.annotations.NullMarked;
