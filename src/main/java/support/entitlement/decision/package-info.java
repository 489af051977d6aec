/**
 * The facts that tables match, and the decision that they make. Spreadsheets name these types, so they are a public
 * contract.
 */
@NullMarked
package support.entitlement.decision;

import org.jspecify.annotations.NullMarked;
