/** Warnings that are meant: the list of them, which is a part of the tables, and the warnings to which it applies. */
@NullMarked
package support.entitlement.table.acceptance;

import org.jspecify.annotations.NullMarked;
