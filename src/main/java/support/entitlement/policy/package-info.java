/** Compiles tables, holds the result and decides queries. The only package that knows Drools. */
@NullMarked
package support.entitlement.policy;

import org.jspecify.annotations.NullMarked;
