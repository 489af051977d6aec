/** The rules of allowances as tables and contracts write them. */
@NullMarked
package support.entitlement.decision.allowance;

import org.jspecify.annotations.NullMarked;
