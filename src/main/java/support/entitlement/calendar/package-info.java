/** Calendars: the hours in which support is open. Pure functions of {@code java.time}. */
@NullMarked
package support.entitlement.calendar;

import org.jspecify.annotations.NullMarked;
