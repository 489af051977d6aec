/** Reads the rules of precedence, which decide what prevails in a contract. */
@NullMarked
package support.entitlement.policy.precedence;

import org.jspecify.annotations.NullMarked;
