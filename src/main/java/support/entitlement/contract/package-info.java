/** Contracts of customers: their versions, their store, and the names of the policy that they use. */
@NullMarked
package support.entitlement.contract;

import org.jspecify.annotations.NullMarked;
