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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.decision.allowance.FurtherAmount;
import support.entitlement.table.value.ChosenThing;
import support.entitlement.table.value.FactChoice;
import support.entitlement.table.value.SentCell;
import support.entitlement.text.Names;
import support.entitlement.text.NormalForm;

/**
 * All names that a set of tables knows. The tables define it: a name is known because a row mentions it.
 *
 * @param plans the plans that conditions name
 * @param supportLevels the levels that plans give or conditions name
 * @param issueTypes the issue types that conditions name or rows refer to
 * @param productionUses the states of production use that conditions name
 * @param slaCategories the categories that rows give or conditions name
 * @param channels the channels that rows offer or describe
 * @param milestones the milestones that rows promise
 * @param attributes the attributes that conditions name, with the values that they are compared with, and those that amounts grow with
 * @param defaults the values of attributes that count if these are not sent, by name
 */
public record Vocabulary(
        Names plans,
        Names supportLevels,
        Names issueTypes,
        Names productionUses,
        Names slaCategories,
        Names channels,
        Names milestones,
        Map<String, Attribute> attributes,
        Map<String, Object> defaults) {

    private static final Names NO_NAMES = new Names(List.of());

    /**
     * An attribute and the values that rows compare it with.
     *
     * @param name the attribute, in the tables' spelling
     * @param types the types of the values
     * @param values the texts among them
     * @param numbers the numbers among them, in ascending order
     * @param chosen what the attribute chooses, so that it must be one of the values; null if any other text is as good
     */
    public record Attribute(
            String name,
            Set<CellType> types,
            Names values,
            List<BigDecimal> numbers,
            @Nullable ChosenThing chosen) {

        /** Creates an attribute that may be any text. */
        public Attribute(String name, Set<CellType> types, Names values, List<BigDecimal> numbers) {
            this(name, types, values, numbers, null);
        }

        /**
         * Returns the tables' spelling of a text, or the empty text for all texts that they do not know, since all of
         * those lead to the same decision.
         */
        public String knownSpelling(String text) {
            return values.findSpelling(text).orElse("");
        }

        /**
         * Returns a written value as the first type that fits: yes or no, a number, a text in the tables' spelling; empty
         * if rows compare the attribute with nothing of the kind.
         */
        public Optional<Object> readWritten(String text) {
            if (types.contains(CellType.FLAG) && CellType.FLAG.canParse(text)) {
                return Optional.of(CellType.FLAG.parse(text));
            }
            if (types.contains(CellType.NUMBER) && CellType.NUMBER.canParse(text)) {
                return Optional.of(((BigDecimal) CellType.NUMBER.parse(text)).doubleValue());
            }
            return types.contains(CellType.TEXT) ? Optional.of(knownSpelling(text)) : Optional.empty();
        }
    }

    /** Collects the vocabulary of these tables. */
    public static Vocabulary of(List<Table> all) {
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

    /** Returns the possible names of a field of a fact; none if it does not hold names. */
    public Names namesOf(String field) {
        return FactField.findByName(field).map(this::namesOf).orElse(NO_NAMES);
    }

    /** Returns the possible names of a field; none if it does not hold names. */
    public Names namesOf(FactField field) {
        return switch (field) {
            case PLAN -> plans;
            case SUPPORT_LEVEL -> supportLevels;
            case ISSUE_TYPE -> issueTypes;
            case PRODUCTION_USE -> productionUses;
            case SLA_CATEGORY -> slaCategories;
            case CHANNEL, NAME -> channels;
            case WORKAROUND, OPENED_DURING -> NO_NAMES;
        };
    }

    /** Returns the attribute of this name in any spelling; empty if no condition names it. */
    public Optional<Attribute> findAttribute(String name) {
        return findAttribute(attributes, name);
    }

    private static Optional<Attribute> findAttribute(Map<String, Attribute> attributes, String name) {
        Attribute exact = attributes.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        String key = NormalForm.key(name);
        return attributes.values().stream()
                .filter(each -> NormalForm.key(each.name()).equals(key))
                .findFirst();
    }

    /** Returns a query with the values that count for attributes that it leaves out. */
    public Query completeQuery(Query query) {
        if (query.attribute().keySet().containsAll(defaults.keySet())) {
            return query;
        }
        Map<String, Object> completed = new HashMap<>(defaults);
        completed.putAll(query.attribute());
        return query.withAttributes(completed);
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
                                .flatMap(name -> findAttribute(attributes, name).stream())
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
        return tables.stream().flatMap(table -> table.actionValues(action)).flatMap(Vocabulary::listedValues);
    }

    private static Stream<Object> conditionValues(List<Table> tables, FactField field) {
        return tables.stream()
                .flatMap(table -> table.conditions().stream()
                        .filter(column -> column.isField(field))
                        .flatMap(table::columnValues)
                        .flatMap(Vocabulary::listedValues));
    }

    private static Stream<?> listedValues(Object value) {
        return value instanceof List<?> list
                ? list.stream()
                : value instanceof SentCell ? Stream.empty() : Stream.of(value);
    }

    private static Map<String, Attribute> collectAttributes(List<Table> tables, ChosenNames chosen) {
        Map<String, Set<CellType>> types = new LinkedHashMap<>();
        Map<String, Set<Object>> values = new LinkedHashMap<>();
        for (Table table : tables) {
            for (Column.ConditionColumn column : table.conditions()) {
                if (column.attribute()) {
                    String attribute = Input.ofCondition(column).name();
                    types.computeIfAbsent(attribute, name -> EnumSet.noneOf(CellType.class))
                            .add(column.type());
                    Set<Object> known = values.computeIfAbsent(attribute, name -> new LinkedHashSet<>());
                    table.columnValues(column).flatMap(Vocabulary::listedValues).forEach(known::add);
                }
            }
        }
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
                attributesIn(table, ActionName.CALENDAR)
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
