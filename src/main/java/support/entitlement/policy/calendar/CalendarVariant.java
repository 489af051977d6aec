package support.entitlement.policy.calendar;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.ActionName;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.Vocabulary.Attribute;
import support.entitlement.table.space.ValueClasses;
import support.entitlement.table.value.ChosenThing;
import support.entitlement.table.value.FactChoice;
import support.entitlement.text.NormalForm;

/**
 * The calendars that a row may mean, and the values of attributes for which it means them.
 *
 * @param calendar the calendar of a milestone, by the name that a decision has; null if the row names none
 * @param startsDuring the calendar in which the clock of a milestone starts, in the same way
 * @param channelHours the calendars in which channels are open that the row offers, as far as attributes choose their zones
 * @param classes the classes of the attributes that choose them
 */
public record CalendarVariant(
        @Nullable String calendar,
        @Nullable String startsDuring,
        List<String> channelHours,
        Map<Integer, ValueClasses> classes) {

    /** Zones of which one at least is none that tables mention, so that it stands for all others. */
    private static final List<String> OTHER_ZONES = List.of("Asia/Tokyo", "America/Sao_Paulo", "Africa/Nairobi");

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
}
