/** Assembles queries from values that callers, analysts and operators name. */
@NullMarked
package support.entitlement.query;

import org.jspecify.annotations.NullMarked;
