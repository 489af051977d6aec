/** Reads sheets, parses them into tables, and reports every problem with its cell. */
@NullMarked
package support.entitlement.table;

import org.jspecify.annotations.NullMarked;
