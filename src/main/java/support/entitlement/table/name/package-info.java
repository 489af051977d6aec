/** Checks the spelling of names in tables. */
@NullMarked
package support.entitlement.table.name;

import org.jspecify.annotations.NullMarked;
