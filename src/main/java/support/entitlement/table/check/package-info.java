/** Checks tables before they are compiled. */
@NullMarked
package support.entitlement.table.check;

import org.jspecify.annotations.NullMarked;
