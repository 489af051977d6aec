/** Values of cells that are no texts, numbers or names. */
@NullMarked
package support.entitlement.table.value;

import org.jspecify.annotations.NullMarked;
