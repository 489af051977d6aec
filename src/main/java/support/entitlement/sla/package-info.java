/** Clocks of cases: when milestones fall due, and where a case stands. Pure functions of {@code java.time}. */
@NullMarked
package support.entitlement.sla;

import org.jspecify.annotations.NullMarked;
