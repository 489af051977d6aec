/** Deadlines: pure functions of {@code java.time}. */
@NullMarked
package support.entitlement.sla;

import org.jspecify.annotations.NullMarked;
