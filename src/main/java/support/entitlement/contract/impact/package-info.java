/** Counts the customers under contract whose answers a change of the tables changes. */
@NullMarked
package support.entitlement.contract.impact;

import org.jspecify.annotations.NullMarked;
