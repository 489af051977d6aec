/** Reads CSV and XLSX files into cells, and writes them. */
@NullMarked
package support.entitlement.table.sheet;

import org.jspecify.annotations.NullMarked;
