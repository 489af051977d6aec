/** Shows the calendars of a policy, and when they are open. */
@NullMarked
package support.entitlement.web.calendar;

import org.jspecify.annotations.NullMarked;
