/** Reads calendars from tables. */
@NullMarked
package support.entitlement.policy.calendar;

import org.jspecify.annotations.NullMarked;
