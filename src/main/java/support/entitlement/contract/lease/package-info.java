/** Leases on remembered contracts: a replica that has one answers from memory, and writers wait until it knows of their changes. */
@NullMarked
package support.entitlement.contract.lease;

import org.jspecify.annotations.NullMarked;
