/** Rules of allowances as tables write them: what a booked unit counts for, amounts that grow with a fact, fees. */
@NullMarked
package support.entitlement.decision.allowance;

import org.jspecify.annotations.NullMarked;
