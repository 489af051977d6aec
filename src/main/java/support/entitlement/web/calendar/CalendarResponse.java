package support.entitlement.web.calendar;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import support.entitlement.calendar.Calendar;
import support.entitlement.policy.Policy;
import support.entitlement.table.ActionName;
import support.entitlement.table.FactType;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.text.NormalForm;
import support.entitlement.web.evaluation.EvaluationResponse;

/**
 * A calendar.
 *
 * @param zone the time zone in which its days begin and end
 * @param alwaysOpen true if it never closes
 * @param hours its weekly hours in words, on the clocks of its zone; empty if it is made of others
 * @param openWhenAnyOf the calendars that it is made of, if it is open whenever one of them is
 * @param openWhenAllOf the calendars that it is made of, if it is open only while all of them are
 * @param dates by year the dates with hours of their own: the holidays, and days that open otherwise
 */
record CalendarResponse(
        String name,
        String zone,
        boolean alwaysOpen,
        String hours,
        List<String> openWhenAnyOf,
        List<String> openWhenAllOf,
        Map<String, List<SpecialDate>> dates) {

    /** All calendars of a policy. */
    record CalendarList(List<CalendarResponse> calendars, EvaluationResponse.PolicyReference policy) {}

    /** A date with hours of its own, each such as 09:00-12:00; it is closed if there are none. */
    record SpecialDate(LocalDate date, List<String> hours) {}

    static CalendarResponse of(String name, Policy policy) {
        Calendar calendar = policy.calendars().get(name);
        Map<String, List<SpecialDate>> dates = new TreeMap<>();
        calendar.datesInWords()
                .forEach((date, hours) -> dates.computeIfAbsent(
                                String.valueOf(date.getYear()), year -> new ArrayList<>())
                        .add(new SpecialDate(date, hours)));
        return new CalendarResponse(
                name,
                calendar.zone().getId(),
                calendar.isAlwaysOpen(),
                calendar.weekInWords(),
                partsOf(name, ActionName.OPEN_WHEN_ANY_OF, policy),
                partsOf(name, ActionName.OPEN_WHEN_ALL_OF, policy),
                dates);
    }

    private static List<String> partsOf(String name, ActionName action, Policy policy) {
        return policy.tables().stream()
                .filter(table -> table.fact() == FactType.BUSINESS_HOURS)
                .flatMap(table -> table.rows().stream()
                        .filter(row -> isAbout(name, table, row))
                        .flatMap(row -> table.actions().stream()
                                .filter(column -> column.action() == action)
                                .flatMap(column -> table.cellWords(row, column))))
                .toList();
    }

    private static boolean isAbout(String name, Table table, Row row) {
        return table.conditions().stream()
                .flatMap(column -> table.cellWords(row, column))
                .anyMatch(each -> NormalForm.areSame(each, name));
    }
}
