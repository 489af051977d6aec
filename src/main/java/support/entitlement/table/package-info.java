/** Parses sheets into tables: header grammar, columns, rows and the vocabulary. */
@NullMarked
package support.entitlement.table;

import org.jspecify.annotations.NullMarked;
