/** The set algebra of queries: which queries a row matches, which two rows share, which none matches. */
@NullMarked
package support.entitlement.table.space;

import org.jspecify.annotations.NullMarked;
