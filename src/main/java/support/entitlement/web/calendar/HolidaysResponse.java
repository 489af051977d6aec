package support.entitlement.web.calendar;

import java.time.LocalDate;
import java.util.List;
import support.entitlement.policy.Policy;
import support.entitlement.web.evaluation.EvaluationResponse;

/**
 * The dates of a year on which a calendar has hours of its own.
 *
 * @param dates them in order; those of a calendar that is made of others are in the answers about these
 */
record HolidaysResponse(
        String calendar, String zone, int year, List<HolidayDate> dates, EvaluationResponse.PolicyReference policy) {

    /**
     * A holiday, or a day that opens otherwise.
     *
     * @param days the day, the day of every year, or the region, as the table writes it
     * @param name the name of the holiday, from the notes of the row or of the region; blank if it has none
     * @param hours the hours, each such as 09:00-12:00; it is closed if there are none
     */
    record HolidayDate(LocalDate date, String days, String name, List<String> hours) {}

    /**
     * Returns the dates of a year.
     *
     * @throws support.entitlement.calendar.UnknownHolidaysException if they are not known
     */
    static HolidaysResponse of(String name, int year, Policy policy) {
        return new HolidaysResponse(
                name,
                policy.calendars().get(name).zone().getId(),
                year,
                policy.calendars().get(name).dates().ofYear(year).entrySet().stream()
                        .map(each -> new HolidayDate(
                                each.getKey(),
                                each.getValue().days(),
                                each.getValue().name(),
                                each.getValue().hours()))
                        .toList(),
                EvaluationResponse.PolicyReference.of(policy));
    }
}
