/** Customers: what was signed with them, what they may use, and what they have used. */
@NullMarked
package support.entitlement.customer;

import org.jspecify.annotations.NullMarked;
