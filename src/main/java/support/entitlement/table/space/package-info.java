/** The set algebra of queries: the queries that a row matches, that two rows share, and that no row matches. */
@NullMarked
package support.entitlement.table.space;

import org.jspecify.annotations.NullMarked;
