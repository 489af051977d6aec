package support.entitlement.table;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.allowance.FurtherAmount;
import support.entitlement.table.Vocabulary.Attribute;
import support.entitlement.table.value.ChosenThing;
import support.entitlement.table.value.FactChoice;
import support.entitlement.table.value.SentCell;
import support.entitlement.text.Names;

/** Collects the names that tables mention. */
final class VocabularyCollector {

    private VocabularyCollector() {}

    /** Collects the vocabulary of these tables. */
    static Vocabulary collectAll(List<Table> all) {
        List<Table> tables =
                all.stream().filter(table -> table.fact().isMatched()).toList();
        Map<String, Attribute> attributes = collectAttributes(tables, ChosenNames.findIn(all));
        return new Vocabulary(
                collectNames(conditionValues(tables, FactField.PLAN)),
                collectNames(Stream.concat(
                        actionValues(tables, ActionName.SUPPORT_LEVEL),
                        conditionValues(tables, FactField.SUPPORT_LEVEL))),
                collectNames(Stream.concat(
                        conditionValues(tables, FactField.ISSUE_TYPE), actionValues(tables, ActionName.REFER_TO))),
                collectNames(conditionValues(tables, FactField.PRODUCTION_USE)),
                collectNames(Stream.concat(
                        actionValues(tables, ActionName.SLA_CATEGORY),
                        conditionValues(tables, FactField.SLA_CATEGORY))),
                collectNames(Stream.of(
                                actionValues(tables, ActionName.CHANNELS),
                                actionValues(tables, ActionName.EXCEPT_CHANNELS),
                                conditionValues(tables, FactField.NAME),
                                conditionValues(tables, FactField.CHANNEL))
                        .flatMap(each -> each)),
                collectNames(actionValues(tables, ActionName.MILESTONE)),
                attributes,
                collectDefaults(all, attributes));
    }

    private static Map<String, Object> collectDefaults(List<Table> all, Map<String, Attribute> attributes) {
        Map<String, Object> defaults = new HashMap<>();
        for (Table table : all) {
            for (Column.ActionColumn column :
                    table.fact() == FactType.FACT ? table.actions() : List.<Column.ActionColumn>of()) {
                table.rows().stream()
                        .filter(row -> table.cellValue(row, column) != null)
                        .forEach(row -> table.conditions().stream()
                                .flatMap(name -> table.cellWords(row, name))
                                .flatMap(name -> Vocabulary.findAttribute(attributes, name).stream())
                                .forEach(attribute -> attribute
                                        .readWritten(table.cellText(row, column))
                                        .ifPresent(value -> defaults.put(attribute.name(), value))));
            }
        }
        return Collections.unmodifiableMap(defaults);
    }

    private static Names collectNames(Stream<Object> values) {
        return new Names(values.map(String.class::cast).toList());
    }

    private static Stream<Object> actionValues(List<Table> tables, ActionName action) {
        return tables.stream().flatMap(table -> table.actionValues(action)).mapMulti(VocabularyCollector::passValues);
    }

    private static Stream<Object> conditionValues(List<Table> tables, FactField field) {
        return tables.stream()
                .flatMap(table -> table.conditions().stream()
                        .filter(column -> column.isField(field))
                        .flatMap(table::columnValues)
                        .mapMulti(VocabularyCollector::passValues));
    }

    /** Passes on a value of a cell; those of a list one by one. */
    private static void passValues(Object value, Consumer<Object> receiver) {
        if (value instanceof List<?> list) {
            list.forEach(receiver);
        } else if (!(value instanceof SentCell)) {
            receiver.accept(value);
        }
    }

    private static Map<String, Attribute> collectAttributes(List<Table> tables, ChosenNames chosen) {
        Map<String, Set<CellType>> types = new LinkedHashMap<>();
        Map<String, Set<CellType>> typesWithoutValue = new LinkedHashMap<>();
        Map<String, Set<Object>> values = new LinkedHashMap<>();
        for (Table table : tables) {
            for (Column.ConditionColumn column : table.conditions()) {
                if (column.attribute()) {
                    String attribute = Input.ofCondition(column).name();
                    Map<String, Set<CellType>> stated = hasValue(table, column) ? types : typesWithoutValue;
                    stated.computeIfAbsent(attribute, name -> EnumSet.noneOf(CellType.class))
                            .add(column.type().sentAs());
                    Set<Object> known = values.computeIfAbsent(attribute, name -> new LinkedHashSet<>());
                    table.columnValues(column)
                            .mapMulti(VocabularyCollector::passValues)
                            .forEach(known::add);
                }
            }
        }
        typesWithoutValue.forEach(types::putIfAbsent);
        actionValues(tables, ActionName.FURTHER)
                .map(further -> ((FurtherAmount) further).fact())
                .forEach(fact -> {
                    types.computeIfAbsent(fact, name -> EnumSet.noneOf(CellType.class))
                            .add(CellType.NUMBER);
                    values.computeIfAbsent(fact, name -> new LinkedHashSet<>());
                });
        chosen.byAttribute().forEach((attribute, thing) -> {
            types.computeIfAbsent(attribute, name -> EnumSet.noneOf(CellType.class))
                    .add(CellType.TEXT);
            values.computeIfAbsent(attribute, name -> new LinkedHashSet<>()).addAll(chosen.namesOf(thing));
        });
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        types.forEach((name, typesOfAttribute) -> attributes.put(
                name,
                createAttribute(
                        name,
                        typesOfAttribute,
                        values.get(name),
                        chosen.byAttribute().get(name))));
        return Collections.unmodifiableMap(attributes);
    }

    /** Returns true if a cell of a column has a value. The type of a column without one is only supposed. */
    private static boolean hasValue(Table table, Column.ConditionColumn column) {
        return table.columnValues(column)
                .mapMulti(VocabularyCollector::passValues)
                .findAny()
                .isPresent();
    }

    private static Attribute createAttribute(
            String name, Set<CellType> types, Set<Object> values, @Nullable ChosenThing chosen) {
        return new Attribute(
                name,
                Collections.unmodifiableSet(types),
                collectNames(values.stream().filter(String.class::isInstance)),
                List.copyOf(values.stream()
                        .filter(BigDecimal.class::isInstance)
                        .map(BigDecimal.class::cast)
                        .collect(Collectors.toCollection(TreeSet::new))),
                chosen);
    }

    /**
     * The things that attributes choose by their names, and these names.
     *
     * @param byAttribute what each attribute chooses
     * @param calendars the calendars that tables define
     */
    private record ChosenNames(Map<String, ChosenThing> byAttribute, Set<String> calendars) {

        /** Returns those of all tables. */
        static ChosenNames findIn(List<Table> tables) {
            Map<String, ChosenThing> chosen = new LinkedHashMap<>();
            Set<String> calendars = new LinkedHashSet<>(List.of("24x7"));
            for (Table table : tables) {
                ActionName.OF_CALENDARS.stream()
                        .flatMap(action -> attributesIn(table, action))
                        .forEach(attribute -> chosen.put(attribute, ChosenThing.CALENDAR));
                attributesIn(table, ActionName.ZONE).forEach(attribute -> chosen.put(attribute, ChosenThing.ZONE));
                if (table.fact() == FactType.BUSINESS_HOURS) {
                    table.conditions()
                            .forEach(column -> table.rows()
                                    .forEach(row -> table.cellWords(row, column).forEach(calendars::add)));
                }
            }
            return new ChosenNames(chosen, calendars);
        }

        private static Stream<String> attributesIn(Table table, ActionName action) {
            return table.actionValues(action)
                    .flatMap(cell -> FactChoice.parse(String.valueOf(cell)).stream())
                    .map(FactChoice::attribute);
        }

        Collection<String> namesOf(ChosenThing thing) {
            return thing == ChosenThing.CALENDAR ? calendars : new TreeSet<>(ZoneId.getAvailableZoneIds());
        }
    }
}
