/** Compares the tables of two policies cell by cell. */
@NullMarked
package support.entitlement.change.diff;

import org.jspecify.annotations.NullMarked;
