package support.entitlement.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The business days of combined calendars: each date of one zone on which there is open time. Advancing by n business
 * days takes n steps.
 */
record WallDays(Calendar calendar, ZoneId zone) implements BusinessDays {

    @Override
    public boolean areTheDaysOf(BusinessDays other) {
        return !other.passMidnight();
    }

    @Override
    public boolean passMidnight() {
        return false;
    }

    @Override
    public LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    @Override
    public LocalDate businessDayAfter(LocalDate date, long number) {
        LocalDate day = date;
        for (long i = 0; i < number; i++) {
            day = dayOf(calendar.nextOpening(endOf(day)));
        }
        return day;
    }

    @Override
    public Instant endOf(LocalDate day) {
        return BusinessDays.instantAfter(day.plusDays(1).atStartOfDay().minusSeconds(1), zone);
    }
}
