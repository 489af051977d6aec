package support.entitlement.table;

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

/**
 * Every query that tables can be asked, as far as their conditions tell queries apart: a domain for each input. Callers may
 * send any attribute, but only names that tables know. Immutable.
 *
 * @param inputs the inputs, each once
 * @param domains the domain of each input, in the same order
 */
record Space(List<Input> inputs, List<Domain> domains) {

    /** Fields that every fact of its sort has. */
    private static final Set<String> ALWAYS_SENT = Set.of("plan", "issueType", "name");

    Space {
        inputs = List.copyOf(inputs);
        domains = List.copyOf(domains);
    }

    /**
     * The space of all inputs of some tables.
     *
     * @param tables all tables that there are
     * @param neverAbsent fields that are always there although callers need not send them
     */
    static Space of(List<Table> tables, Set<String> neverAbsent) {
        Vocabulary vocabulary = Vocabulary.of(tables);
        Map<Input, List<Object>> cells = new LinkedHashMap<>();
        for (Table table : tables) {
            for (Column.Condition column : table.conditions()) {
                List<Object> ofInput = cells.computeIfAbsent(Input.of(column), input -> new ArrayList<>());
                table.values(column).flatMap(Space::each).forEach(ofInput::add);
            }
        }
        Map<Input, Domain> domains = new LinkedHashMap<>();
        cells.forEach((input, ofInput) -> domains.put(
                input,
                input.attribute()
                        ? attribute(vocabulary.attributes().get(input.name()).types(), ofInput)
                        : field(input.name(), vocabulary.names(input.name()).all(), ofInput, neverAbsent)));
        return new Space(List.copyOf(domains.keySet()), List.copyOf(domains.values()));
    }

    private static Stream<?> each(Object cell) {
        return cell instanceof Collection<?> list ? list.stream() : Stream.of(cell);
    }

    private static Domain attribute(Set<CellType> types, List<Object> cells) {
        return new Domain(
                true,
                types.contains(CellType.FLAG),
                texts(cells).toList(),
                types.contains(CellType.TEXT),
                types.contains(CellType.NUMBER) ? numbers(cells) : null);
    }

    /** Only names that tables know; if they know none, the name does not matter to them. */
    private static Domain field(String name, List<String> known, List<Object> cells, Set<String> neverAbsent) {
        boolean flag =
                FactType.COVERAGE.field(name).filter(CellType.FLAG::equals).isPresent();
        boolean absent = !ALWAYS_SENT.contains(name) && !neverAbsent.contains(name);
        List<String> names = Stream.concat(known.stream(), texts(cells)).toList();
        return new Domain(absent, flag, names, !flag && names.isEmpty(), null);
    }

    private static Stream<String> texts(List<Object> cells) {
        return cells.stream().filter(String.class::isInstance).map(String.class::cast);
    }

    private static TreeSet<Double> numbers(List<Object> cells) {
        return cells.stream()
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).doubleValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Domain domain(int input) {
        return domains.get(input);
    }

    /** The space of those inputs alone that these tables look at. */
    Space of(List<Table> tables) {
        Set<Input> asked = tables.stream()
                .flatMap(table -> table.conditions().stream())
                .map(Input::of)
                .collect(Collectors.toSet());
        return only(inputs.stream().filter(asked::contains).toList());
    }

    /** The space of these inputs alone. */
    Space only(List<Input> some) {
        return new Space(
                some,
                some.stream().map(input -> domains.get(inputs.indexOf(input))).toList());
    }

    /** Everything. */
    Box all() {
        return new Box(domains.stream().map(Domain::all).toList());
    }

    /** All queries that leave out nothing. */
    Box sent() {
        return new Box(domains.stream().map(Domain::sent).toList());
    }

    /** Every query that a row matches; inputs of its table that are not in this space may be anything. */
    Box of(Table table, Row row) {
        Box box = all();
        for (Column.Condition column : table.conditions()) {
            Object cell = table.value(row, column);
            int input = inputs.indexOf(Input.of(column));
            if (cell != null && input >= 0) {
                box = box.with(input, box.set(input).and(domain(input).where(column.operator(), cell)));
            }
        }
        return box;
    }

    /** A query of a box, as a list of words; inputs that may be anything are left out, unless all may. */
    String example(Box box) {
        return words(
                box,
                (input, set) -> domain(input)
                        .words(inputs.get(input).words(), domain(input).clearest(set)));
    }

    /** A box in words; inputs that may be anything are left out. */
    String words(Box box) {
        return words(box, (input, set) -> domain(input).words(inputs.get(input).words(), set));
    }

    private interface Part {
        @Nullable
        String of(int input, ClassSet set);
    }

    private String words(Box box, Part part) {
        String words = IntStream.range(0, inputs.size())
                .filter(input -> !box.set(input).contains(domain(input).sent()))
                .mapToObj(input -> part.of(input, box.set(input)))
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "any query" : words;
    }
}
