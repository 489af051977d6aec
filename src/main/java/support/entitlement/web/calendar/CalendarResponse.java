package support.entitlement.web.calendar;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import support.entitlement.calendar.Calendar;
import support.entitlement.calendar.SpecialDays.SpecialHours;
import support.entitlement.policy.Policy;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column.ActionColumn;
import support.entitlement.table.Column.ConditionColumn;
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
 * @param openWhenNoneOf the calendars that it is made of, if it is open only while none of them is
 * @param dates by year the dates with hours of their own that tables name: the holidays, and days that open otherwise
 * @param recurring the days of every year and the regions that tables name: closed, or with hours of their own
 */
record CalendarResponse(
        String name,
        String zone,
        boolean alwaysOpen,
        String hours,
        List<String> openWhenAnyOf,
        List<String> openWhenAllOf,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> openWhenNoneOf,
        Map<String, List<SpecialDate>> dates,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SpecialHours> recurring) {

    /** All calendars of a policy. */
    record CalendarList(List<CalendarResponse> calendars, EvaluationResponse.PolicyReference policy) {}

    /** A date with hours of its own, each such as 09:00-12:00; it is closed if there are none. */
    record SpecialDate(LocalDate date, List<String> hours) {}

    static CalendarList listAll(Policy policy) {
        Map<String, List<String>> anyOf = findParts(ActionName.OPEN_WHEN_ANY_OF, policy);
        Map<String, List<String>> allOf = findParts(ActionName.OPEN_WHEN_ALL_OF, policy);
        Map<String, List<String>> noneOf = findParts(ActionName.OPEN_WHEN_NONE_OF, policy);
        return new CalendarList(
                policy.calendars().names().stream()
                        .map(name -> of(
                                name,
                                policy.calendars().get(name),
                                anyOf.getOrDefault(name, List.of()),
                                allOf.getOrDefault(name, List.of()),
                                noneOf.getOrDefault(name, List.of())))
                        .toList(),
                EvaluationResponse.PolicyReference.of(policy));
    }

    private static CalendarResponse of(
            String name, Calendar calendar, List<String> anyOf, List<String> allOf, List<String> noneOf) {
        Map<String, List<SpecialDate>> dates = new TreeMap<>();
        calendar.dates()
                .singleDates()
                .forEach((date, special) -> dates.computeIfAbsent(
                                String.valueOf(date.getYear()), year -> new ArrayList<>())
                        .add(new SpecialDate(date, special.hours())));
        return new CalendarResponse(
                name,
                calendar.zone().getId(),
                calendar.isAlwaysOpen(),
                calendar.weekInWords(),
                anyOf,
                allOf,
                noneOf,
                dates,
                calendar.dates().recurring());
    }

    /** Returns the calendars that each calendar is made of by this action, by its name as people read it. */
    private static Map<String, List<String>> findParts(ActionName action, Policy policy) {
        Map<String, List<String>> parts = new TreeMap<>(NormalForm.ORDER);
        policy.tables().stream()
                .filter(table -> table.fact() == FactType.BUSINESS_HOURS)
                .flatMap(table -> table.actions().stream()
                        .filter(column -> column.action() == action)
                        .map(column -> new PartsColumn(table, column)))
                .forEach(column -> column.addTo(parts));
        return parts;
    }

    /** A column that names the parts of calendars. */
    private record PartsColumn(Table table, ActionColumn column) {

        void addTo(Map<String, List<String>> parts) {
            List<ConditionColumn> conditions = table.conditions();
            for (Row row : table.rows()) {
                List<String> named = table.cellWords(row, column).toList();
                if (!named.isEmpty()) {
                    conditions.stream()
                            .flatMap(condition -> table.cellWords(row, condition))
                            .forEach(calendar -> parts.computeIfAbsent(calendar, missing -> new ArrayList<>())
                                    .addAll(named));
                }
            }
        }
    }
}
