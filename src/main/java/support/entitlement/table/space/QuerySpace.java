package support.entitlement.table.space;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.CellType;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.value.OpeningOffset;
import support.entitlement.table.value.OpeningRange;

/**
 * All queries that the conditions of some tables distinguish: a domain for each input. Callers may send any attribute,
 * but only names that tables know. Immutable.
 *
 * @param inputs the inputs, each once
 * @param domains the domain of each input, in the same order
 */
public record QuerySpace(List<Input> inputs, List<InputDomain> domains) {

    /** Fields that every fact of their type has. */
    private static final Set<FactField> ALWAYS_SENT = Set.of(FactField.PLAN, FactField.ISSUE_TYPE, FactField.NAME);

    public QuerySpace {
        inputs = List.copyOf(inputs);
        domains = List.copyOf(domains);
    }

    /** Returns the space of all inputs of some tables, none of which has a default value. */
    public static QuerySpace of(List<Table> tables) {
        return of(tables, Set.of(), KnownOpenings.NONE);
    }

    /**
     * Returns the space of all inputs of some tables.
     *
     * @param tables all tables
     * @param defaulted attributes that are always present, because another value counts if they are not sent
     * @param openings the openings of cases that the tables tell apart
     */
    public static QuerySpace of(List<Table> tables, Set<String> defaulted, KnownOpenings openings) {
        Vocabulary vocabulary = Vocabulary.of(tables);
        Map<Input, List<Object>> cells = collectCells(tables);
        Map<Input, InputDomain> domains = new LinkedHashMap<>();
        cells.forEach((input, ofInput) -> domains.put(
                input,
                input.isField(FactField.OPENED_DURING)
                        ? InputDomain.ofOpenings(openings.all())
                        : input.attribute()
                                ? createAttributeDomain(
                                        vocabulary
                                                .attributes()
                                                .get(input.name())
                                                .types(),
                                        ofInput,
                                        !defaulted.contains(input.name()))
                                : createFieldDomain(
                                        input.name(),
                                        vocabulary.namesOf(input.name()).all(),
                                        ofInput)));
        return new QuerySpace(List.copyOf(domains.keySet()), List.copyOf(domains.values()));
    }

    /** Returns the values that conditions of tables compare with each input; those of a list one by one. */
    public static Map<Input, List<Object>> collectCells(List<Table> tables) {
        Map<Input, List<Object>> cells = new LinkedHashMap<>();
        for (Table table : tables) {
            for (Column.ConditionColumn column : table.conditions()) {
                List<Object> ofInput = cells.computeIfAbsent(Input.ofCondition(column), input -> new ArrayList<>());
                table.columnValues(column).forEach(cell -> {
                    if (cell instanceof Collection<?> list) {
                        ofInput.addAll(list);
                    } else {
                        ofInput.add(cell);
                    }
                });
            }
        }
        return cells;
    }

    private static InputDomain createAttributeDomain(Set<CellType> types, List<Object> cells, boolean absent) {
        return new InputDomain(
                absent,
                types.contains(CellType.FLAG),
                textsAmong(cells).toList(),
                types.contains(CellType.TEXT),
                orderedClasses(types, cells));
    }

    /** Returns the classes of the numbers, dates and instants that an attribute of these types may be. */
    public static List<OrderedClasses> orderedClasses(Set<CellType> types, List<Object> cells) {
        List<OrderedClasses> ordered = new ArrayList<>();
        if (types.contains(CellType.NUMBER)) {
            ordered.add(OrderedClasses.ofNumbers(numbersAmong(cells)));
        }
        boolean isTime = types.contains(CellType.DATE) || types.contains(CellType.INSTANT);
        List<OpeningOffset> offsets = isTime
                ? valuesAmong(cells, OpeningRange.class).stream()
                        .flatMap(OpeningRange::bounds)
                        .toList()
                : List.of();
        if (!offsets.isEmpty()) {
            ordered.add(OrderedClasses.ofOffsets(offsets));
            return ordered;
        }
        if (types.contains(CellType.DATE)) {
            ordered.add(OrderedClasses.ofDates(valuesAmong(cells, LocalDate.class)));
        }
        if (types.contains(CellType.INSTANT)) {
            ordered.add(OrderedClasses.ofInstants(valuesAmong(cells, Instant.class)));
        }
        return ordered;
    }

    private static <T> List<T> valuesAmong(List<Object> cells, Class<T> kind) {
        return cells.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Returns the domain of a field with the names that tables know; if they know none, all names are in one class. */
    private static InputDomain createFieldDomain(String name, List<String> known, List<Object> cells) {
        boolean flag = FactType.COVERAGE
                .findFieldType(name)
                .filter(CellType.FLAG::equals)
                .isPresent();
        boolean absent = ALWAYS_SENT.stream().noneMatch(field -> field.isNamed(name));
        List<String> names = Stream.concat(known.stream(), textsAmong(cells)).toList();
        return new InputDomain(absent, flag, names, !flag && names.isEmpty(), List.of());
    }

    /** Returns the texts among the values of cells. */
    public static Stream<String> textsAmong(List<Object> cells) {
        return cells.stream().filter(String.class::isInstance).map(String.class::cast);
    }

    private static TreeSet<Double> numbersAmong(List<Object> cells) {
        return cells.stream()
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).doubleValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public InputDomain domainOf(int input) {
        return domains.get(input);
    }

    /** Returns the position of a field; -1 if nothing compares it. */
    public int indexOf(FactField field) {
        return inputs.indexOf(Input.ofField(field));
    }

    /** Returns the space of only those inputs that these tables compare. */
    public QuerySpace restrictToTables(List<Table> tables) {
        Set<Input> compared = tables.stream()
                .flatMap(table -> table.conditions().stream())
                .map(Input::ofCondition)
                .collect(Collectors.toSet());
        return restrictToInputs(inputs.stream().filter(compared::contains).toList());
    }

    /** Returns the space of only these inputs. */
    public QuerySpace restrictToInputs(List<Input> some) {
        return new QuerySpace(
                some,
                some.stream().map(input -> domains.get(inputs.indexOf(input))).toList());
    }

    /** Returns the space of the same queries if a field is always present. */
    public QuerySpace alwaysSending(FactField field) {
        int input = indexOf(field);
        if (input < 0) {
            return this;
        }
        List<InputDomain> narrowed = new ArrayList<>(domains);
        narrowed.set(input, domains.get(input).withoutAbsence());
        return new QuerySpace(inputs, narrowed);
    }

    /** Returns the box of all queries. */
    public QueryBox allQueries() {
        return new QueryBox(domains.stream().map(InputDomain::allClasses).toList());
    }

    /** Returns the box of all queries with every input sent. */
    public QueryBox completeQueries() {
        return new QueryBox(domains.stream().map(InputDomain::sentClasses).toList());
    }

    /**
     * Returns the box of all queries that a row matches; inputs of its table that are not in this space are ignored.
     */
    public QueryBox boxOfRow(Table table, Row row) {
        ValueClasses[] sets = null;
        for (Column.ConditionColumn column : table.conditions()) {
            Object cell = table.cellValue(row, column);
            int input = cell == null ? -1 : inputs.indexOf(Input.ofCondition(column));
            if (cell != null && input >= 0) {
                if (sets == null) {
                    sets = allQueries().sets().toArray(ValueClasses[]::new);
                }
                sets[input] = sets[input].intersectionWith(domainOf(input).matchingClasses(column.operator(), cell));
            }
        }
        return sets == null ? allQueries() : new QueryBox(List.of(sets));
    }

    /** Returns a query of a box as a list of words. Inputs with all values are left out, unless all are. */
    public String describeExample(QueryBox box) {
        return describeBox(
                box,
                (input, set) -> domainOf(input)
                        .describeClass(
                                inputs.get(input).displayName(), domainOf(input).clearestClass(set)));
    }

    /** Returns the part of a box that {@link #describeExample} describes. */
    QueryBox narrowToExample(QueryBox box) {
        QueryBox example = box;
        for (int input = 0; input < inputs.size(); input++) {
            if (!box.classesOf(input).contains(domainOf(input).sentClasses())) {
                int clearest = domainOf(input).clearestClass(box.classesOf(input));
                example = example.withClasses(input, ValueClasses.range(clearest, clearest));
            }
        }
        return example;
    }

    /** Returns a box in words. Inputs with all values are left out. */
    public String describeBox(QueryBox box) {
        return describeBox(
                box,
                (input, set) ->
                        domainOf(input).describeClasses(inputs.get(input).displayName(), set));
    }

    private interface InputDescriber {
        @Nullable
        String describeInput(int input, ValueClasses set);
    }

    private String describeBox(QueryBox box, InputDescriber part) {
        String words = IntStream.range(0, inputs.size())
                .filter(input -> !box.classesOf(input).contains(domainOf(input).sentClasses()))
                .mapToObj(input -> part.describeInput(input, box.classesOf(input)))
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "any query" : words;
    }
}
