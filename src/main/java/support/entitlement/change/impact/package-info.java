/** Compares the answers of two policies: every query whose answer a change of the tables changes. */
@NullMarked
package support.entitlement.change.impact;

import org.jspecify.annotations.NullMarked;
