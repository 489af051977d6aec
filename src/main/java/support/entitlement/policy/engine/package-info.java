/** Builds rows as rules of Drools, compiles rules of precedence, and fires both. */
@NullMarked
package support.entitlement.policy.engine;

import org.jspecify.annotations.NullMarked;
