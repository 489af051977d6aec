/** Applies the terms of a contract in the place of the published ones. */
@NullMarked
package support.entitlement.contract.terms;

import org.jspecify.annotations.NullMarked;
