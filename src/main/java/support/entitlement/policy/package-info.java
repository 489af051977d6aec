/** Compiles tables to a policy, holds it and decides queries. */
@NullMarked
package support.entitlement.policy;

import org.jspecify.annotations.NullMarked;
