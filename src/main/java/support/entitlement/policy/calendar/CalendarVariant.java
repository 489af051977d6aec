package support.entitlement.policy.calendar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column.ActionColumn;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.Vocabulary.Attribute;
import support.entitlement.table.space.InputDomain;
import support.entitlement.table.space.ValueClasses;
import support.entitlement.table.value.ChosenThing;
import support.entitlement.table.value.FactChoice;
import support.entitlement.text.NormalForm;

/**
 * A calendar that a row may mean, and the values of attributes for which it means it.
 *
 * @param calendar the name as a decision has it; null if the row names none
 * @param classes the classes of the attributes that choose it
 */
public record CalendarVariant(@Nullable String calendar, Map<Integer, ValueClasses> classes) {

    /** Zones of which one at least is none that tables mention, so that it stands for all others. */
    private static final List<String> OTHER_ZONES = List.of("Asia/Tokyo", "America/Sao_Paulo", "Africa/Nairobi");

    private static final Query EMPTY = new Query(null, null, null, null, null, null, Map.of());

    /** Returns the attributes that choose calendars or zones in either version, with the names that both versions know. */
    public static Map<String, Set<String>> choosingAttributes(List<Table> before, List<Table> after) {
        Map<String, Set<String>> names = choosingAttributes(before);
        choosingAttributes(after)
                .forEach((attribute, known) -> names.merge(attribute, known, CalendarVariant::commonNames));
        return names;
    }

    private static Set<String> commonNames(Set<String> before, Set<String> after) {
        Set<String> common = new TreeSet<>(NormalForm.ORDER);
        common.addAll(before);
        common.retainAll(after);
        return common;
    }

    private static Map<String, Set<String>> choosingAttributes(List<Table> tables) {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        for (Attribute attribute : Vocabulary.of(tables).attributes().values()) {
            if (attribute.chosen() == ChosenThing.CALENDAR) {
                Set<String> calendars = new TreeSet<>(NormalForm.ORDER);
                calendars.addAll(attribute.values().all());
                names.put(attribute.name(), calendars);
            } else if (attribute.chosen() == ChosenThing.ZONE) {
                names.put(attribute.name(), zonesOf(tables));
            }
        }
        return names;
    }

    private static Set<String> zonesOf(List<Table> tables) {
        Set<String> zones = new LinkedHashSet<>(OTHER_ZONES);
        tables.stream()
                .flatMap(table -> table.actionValues(ActionName.ZONE))
                .map(zone -> FactChoice.nameIn(String.valueOf(zone)))
                .forEach(zones::add);
        return zones;
    }

    /**
     * Returns what the calendar of a row may mean; one variant without classes if it always means the same.
     *
     * @param completion adds to a query the values that count for attributes that it does not send
     * @param inputs the inputs that the search tells apart, with the attributes that choose calendars
     * @param domains the domain of each input
     */
    public static List<CalendarVariant> findAll(
            CalendarChoices choices,
            UnaryOperator<Query> completion,
            Table table,
            Row row,
            List<Input> inputs,
            IntFunction<InputDomain> domains) {
        for (ActionColumn column : table.actions()) {
            if (column.action() == ActionName.CALENDAR && table.cellValue(row, column) instanceof String cell) {
                return findAll(choices, completion, cell, inputs, domains);
            }
        }
        return List.of(new CalendarVariant(null, Map.of()));
    }

    private static List<CalendarVariant> findAll(
            CalendarChoices choices,
            UnaryOperator<Query> completion,
            String cell,
            List<Input> inputs,
            IntFunction<InputDomain> domains) {
        Map<Map<Integer, ValueClasses>, Query> parts = new LinkedHashMap<>();
        parts.put(Map.of(), EMPTY);
        for (String name : choices.attributesOf(cell)) {
            Input attribute = new Input(name, true);
            int input = inputs.indexOf(attribute);
            parts = divideParts(parts, attribute, input, domains.apply(input));
        }
        List<CalendarVariant> variants = new ArrayList<>();
        parts.forEach((classes, query) ->
                variants.add(new CalendarVariant(choices.resolve(cell, completion.apply(query)), classes)));
        return variants;
    }

    private static Map<Map<Integer, ValueClasses>, Query> divideParts(
            Map<Map<Integer, ValueClasses>, Query> parts, Input attribute, int input, InputDomain domain) {
        Map<Map<Integer, ValueClasses>, Query> divided = new LinkedHashMap<>();
        parts.forEach((classes, query) -> domain.allClasses().streamClasses().forEach(number -> {
            Map<Integer, ValueClasses> narrowed = new HashMap<>(classes);
            narrowed.put(input, ValueClasses.range(number, number));
            Object value = domain.exampleOf(number);
            divided.put(narrowed, value == null ? query : attribute.sentIn(query, value));
        }));
        return divided;
    }
}
