package support.entitlement.impact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import support.entitlement.decision.Query;
import support.entitlement.table.Box;
import support.entitlement.table.CellType;
import support.entitlement.table.ClassSet;
import support.entitlement.table.Column;
import support.entitlement.table.Domain;
import support.entitlement.table.FactType;
import support.entitlement.table.Input;
import support.entitlement.table.Names;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;

/**
 * Every fact that callers can send to both of two versions of the tables, its values divided into classes that no condition of
 * either version tells apart. Immutable.
 *
 * <p>Names are those that both versions know: a query with another one has no answer on one side, and so none that changes.
 */
final class CommonFacts {

    private static final Set<String> ALWAYS_SENT = Set.of("plan", "issueType");
    private static final Set<String> SENDABLE = Set.of("productionUse", "workaround", "channel");

    /** The fields that say how grave a case is. An agent who sends the last sends none of the others. */
    static final List<String> IMPACT = List.of("productionUse", "workaround", "slaCategory");

    private final List<Input> inputs = new ArrayList<>();
    private final List<Domain> domains = new ArrayList<>();
    private final Map<Input, Names> names = new HashMap<>();

    CommonFacts(List<Table> before, List<Table> after) {
        Vocabulary old = Vocabulary.of(before);
        Vocabulary now = Vocabulary.of(after);
        Map<Input, List<Object>> cells = cells(Stream.concat(before.stream(), after.stream())
                .filter(table -> table.fact() == FactType.QUERY || table.fact() == FactType.COVERAGE)
                .toList());
        cells.forEach((input, values) -> {
            inputs.add(input);
            domains.add(input.attribute() ? attribute(input, old, now, values) : field(input, old, now));
        });
    }

    private static Map<Input, List<Object>> cells(List<Table> tables) {
        Map<Input, List<Object>> cells = new LinkedHashMap<>();
        for (Table table : tables) {
            for (Column.Condition column : table.conditions()) {
                List<Object> values = cells.computeIfAbsent(Input.of(column), input -> new ArrayList<>());
                table.values(column)
                        .flatMap(cell -> cell instanceof Collection<?> list ? list.stream() : Stream.of(cell))
                        .forEach(values::add);
            }
        }
        cells.remove(Input.field("supportLevel"));
        return cells;
    }

    private Domain field(Input input, Vocabulary old, Vocabulary now) {
        Names before = old.names(input.name());
        List<String> both = now.names(input.name()).all().stream()
                .filter(name -> before.find(name).isPresent())
                .toList();
        names.put(input, new Names(both));
        boolean flag =
                FactType.QUERY.field(input.name()).filter(CellType.FLAG::equals).isPresent();
        return new Domain(!ALWAYS_SENT.contains(input.name()), flag, both, false, null);
    }

    private Domain attribute(Input input, Vocabulary old, Vocabulary now, List<Object> values) {
        Set<CellType> types = Stream.of(old, now)
                .map(vocabulary -> Optional.ofNullable(vocabulary.attributes().get(input.name())))
                .flatMap(Optional::stream)
                .map(Vocabulary.Attribute::types)
                .reduce((one, other) -> one.stream().filter(other::contains).collect(Collectors.toSet()))
                .orElseThrow();
        Names texts = new Names(values.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList());
        names.put(input, texts);
        TreeSet<Double> numbers = values.stream()
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).doubleValue())
                .collect(Collectors.toCollection(TreeSet::new));
        boolean text = types.contains(CellType.TEXT);
        return new Domain(
                true,
                types.contains(CellType.FLAG),
                text ? new LinkedHashSet<>(texts.all()) : Set.of(),
                text,
                types.contains(CellType.NUMBER) ? numbers : null);
    }

    List<Input> inputs() {
        return inputs;
    }

    Domain domain(int input) {
        return domains.get(input);
    }

    int indexOf(String field) {
        return inputs.indexOf(Input.field(field));
    }

    int indexOf(Column.Condition column) {
        return inputs.indexOf(Input.of(column));
    }

    /** Every query. */
    Box all() {
        return new Box(domains.stream().map(Domain::all).toList());
    }

    /**
     * For each input, whether a caller who left it out may be told that it would matter.
     *
     * @param categorySent whether an agent has given the category, who then sends no impact
     */
    boolean[] widens(boolean categorySent) {
        boolean[] widens = new boolean[inputs.size()];
        for (int input = 0; input < widens.length; input++) {
            widens[input] = isSendable(input)
                    && !(categorySent
                            && !inputs.get(input).attribute()
                            && IMPACT.contains(inputs.get(input).name()));
        }
        return widens;
    }

    /** Whether callers may send a fact or leave it out, other than a category. */
    boolean isSendable(int input) {
        return inputs.get(input).attribute()
                || SENDABLE.contains(inputs.get(input).name());
    }

    /** The classes for which a condition holds, whichever version it is from. */
    ClassSet where(Column.Condition column, Object cell) {
        int input = indexOf(column);
        Domain domain = domains.get(input);
        Object spelled = cell instanceof List<?> list
                ? list.stream().map(each -> spelled(input, each)).toList()
                : spelled(input, cell);
        return column.operator().comparesNumbers() && domain.of(cell).isEmpty()
                ? ClassSet.EMPTY
                : domain.where(column.operator(), spelled);
    }

    private Object spelled(int input, Object cell) {
        return cell instanceof String text
                ? names.get(inputs.get(input)).find(text).orElse(text)
                : cell;
    }

    /**
     * The query with one value for each input, in the spelling of a version.
     *
     * @param classes the class of each input
     */
    Query query(int[] classes, Vocabulary vocabulary) {
        return query(classes, vocabulary, (name, value) -> attribute(vocabulary, name, value));
    }

    /** A query with one value for each input, as somebody might send it. */
    Query example(int[] classes, Vocabulary vocabulary) {
        return query(classes, vocabulary, (name, value) -> Optional.of(value));
    }

    private Query query(int[] classes, Vocabulary vocabulary, BiFunction<String, Object, Optional<Object>> attribute) {
        Map<String, String> fields = new HashMap<>();
        Map<String, Object> attributes = new HashMap<>();
        Boolean workaround = null;
        for (int i = 0; i < classes.length; i++) {
            Input input = inputs.get(i);
            Object value = domains.get(i).example(classes[i]);
            if (value == null) {
                continue;
            }
            if (input.attribute()) {
                attribute.apply(input.name(), value).ifPresent(known -> attributes.put(input.name(), known));
            } else if (value instanceof Boolean flag) {
                workaround = flag;
            } else {
                fields.put(
                        input.name(),
                        vocabulary.names(input.name()).find((String) value).orElseThrow());
            }
        }
        return new Query(
                fields.get("plan"),
                fields.get("issueType"),
                fields.get("productionUse"),
                workaround,
                fields.get("slaCategory"),
                fields.get("channel"),
                attributes);
    }

    /** As the service reads it: an attribute that no table asks for is left out. */
    private static Optional<Object> attribute(Vocabulary vocabulary, String name, Object value) {
        return Optional.ofNullable(vocabulary.attributes().get(name))
                .map(attribute -> value instanceof String text ? attribute.spelling(text) : value);
    }
}
