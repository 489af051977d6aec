package support.entitlement.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import support.entitlement.decision.Within;

/**
 * Counts the time of promises from one start.
 *
 * @param calendar the calendar in which it counts
 * @param days the business days of the calendar
 * @param start the instant from which time counts
 */
record PromiseClock(Calendar calendar, BusinessDays days, Instant start) {

    /** Returns the time that a promise allows, with the calendar in which pauses extend it. */
    AllottedTime allottedTime(Within within) {
        return switch (within.unit()) {
            case SECOND -> new AllottedTime(calendar, Duration.ofSeconds(within.most()));
            case BUSINESS_DAY -> openTimeUntil(businessDaysLater(calendar.nextOpening(start), within.most()));
            case END_OF_BUSINESS_DAY -> openTimeUntil(endOfBusinessDay(within.most()));
            case DAY, CALENDAR_DAY -> onTheWall(start.atZone(calendar.zone()).plusDays(within.most()));
            case WEEK -> onTheWall(start.atZone(calendar.zone()).plusWeeks(within.most()));
            case MONTH -> onTheWall(start.atZone(calendar.zone()).plusMonths(within.most()));
        };
    }

    private AllottedTime openTimeUntil(Instant end) {
        return new AllottedTime(calendar, calendar.openBetween(start, end));
    }

    private AllottedTime onTheWall(ZonedDateTime end) {
        return new AllottedTime(Calendar.ALWAYS_OPEN, Duration.between(start, end.toInstant()));
    }

    private Instant businessDaysLater(Instant open, long number) {
        LocalDate day = days.dayOf(open);
        long later = days.businessDayAfter(day, number).toEpochDay() - day.toEpochDay();
        return LocalDateTime.ofInstant(open, calendar.zone())
                .plusDays(later)
                .atZone(calendar.zone())
                .toInstant();
    }

    private Instant endOfBusinessDay(long number) {
        return days.endOf(
                number == 0
                        ? days.dayOf(calendar.nextOpening(start))
                        : days.businessDayAfter(days.dayOf(start), number));
    }
}
