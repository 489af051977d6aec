/** What a change of the tables changes: cell by cell, and in every answer. */
@NullMarked
package support.entitlement.impact;

import org.jspecify.annotations.NullMarked;
