/** Writes rows as rules of Drools, compiles them and runs them. */
@NullMarked
package support.entitlement.policy.engine;

import org.jspecify.annotations.NullMarked;
