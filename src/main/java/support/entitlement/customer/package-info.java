/** Customers: the contracts that were signed with them. */
@NullMarked
package support.entitlement.customer;

import org.jspecify.annotations.NullMarked;
