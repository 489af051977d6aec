package support.entitlement.calendar;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Says that a calendar was asked about a time for which it does not know its holidays. */
public final class UnknownHolidaysException extends DateTimeException {

    private static final long serialVersionUID = 1L;

    UnknownHolidaysException(long firstSecond, long endSecond) {
        super("The holidays of a calendar that counts here are known from " + dateOf(firstSecond) + " to "
                + dateOf(endSecond) + ", and the time asked about is not within these dates.");
    }

    private static LocalDate dateOf(long second) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(second), ZoneOffset.UTC);
    }
}
