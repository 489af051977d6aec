/** Holidays that recur, by words and by region. */
@NullMarked
package support.entitlement.calendar.holiday;

import org.jspecify.annotations.NullMarked;
