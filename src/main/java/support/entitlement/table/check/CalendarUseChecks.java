package support.entitlement.table.check;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.value.FactChoice;
import support.entitlement.text.NormalForm;

/** Finds calendars that no other row names. Terms of contracts may name them all the same, so this is information. */
final class CalendarUseChecks {

    private CalendarUseChecks() {}

    /** Checks tables, which must be all there are. */
    static List<Problem> checkTables(List<Table> tables) {
        Map<String, Problem> unused = new LinkedHashMap<>();
        tables.stream()
                .filter(table -> table.fact() == FactType.BUSINESS_HOURS)
                .forEach(table -> table.conditions().stream()
                        .filter(column -> column.isField(FactField.NAME))
                        .forEach(column -> table.rows()
                                .forEach(row -> table.cellWords(row, column)
                                        .forEach(name -> unused.putIfAbsent(
                                                NormalForm.key(name),
                                                createInfo(table.cellPlace(row, column), name))))));
        if (isAnyChosen(tables)) {
            return List.of();
        }
        if (!unused.isEmpty()) {
            unused.keySet().removeAll(usedNames(tables));
        }
        return List.copyOf(unused.values());
    }

    /** Returns true if an attribute of queries may choose any calendar by its name. */
    private static boolean isAnyChosen(List<Table> tables) {
        return tables.stream()
                .flatMap(table -> ActionName.OF_CALENDARS.stream().flatMap(table::actionValues))
                .anyMatch(cell -> FactChoice.parse(String.valueOf(cell)).isPresent());
    }

    private static Problem createInfo(Place place, String name) {
        return Problem.info(
                TableProblemCode.UNUSED_CALENDAR,
                place,
                name,
                "No row counts a time in this calendar, and no other calendar is made of it.");
    }

    /** Returns the names in all cells but those that say which calendar a row is about, and in all headers. */
    private static Set<String> usedNames(List<Table> tables) {
        Set<String> names = new HashSet<>();
        for (Table table : tables) {
            table.columns().stream()
                    .filter(column -> !isNameOfCalendar(table, column))
                    .forEach(column -> table.columnValues(column)
                            .flatMap(value -> value instanceof Collection<?> list ? list.stream() : Stream.of(value))
                            .filter(String.class::isInstance)
                            .forEach(value -> names.add(NormalForm.key((String) value))));
            table.columns().stream()
                    .map(column -> table.header().templateOf(column))
                    .flatMap(template -> Stream.of(template.split("\"")))
                    .forEach(part -> names.add(NormalForm.key(part)));
        }
        return names;
    }

    private static boolean isNameOfCalendar(Table table, Column column) {
        return table.fact() == FactType.BUSINESS_HOURS
                && column instanceof Column.ConditionColumn condition
                && condition.isField(FactField.NAME);
    }
}
