/** Contracts with customers: their versions, where they are stored, and the names of the policy that they use. */
@NullMarked
package support.entitlement.contract;

import org.jspecify.annotations.NullMarked;
