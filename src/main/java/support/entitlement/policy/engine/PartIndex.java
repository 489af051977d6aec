package support.entitlement.policy.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;

/**
 * Finds the parts of the rules that a fact may match, so that an evaluation does not slow down as their number grows. The index is on the
 * names that rows demand of one field, such as the support level. A part with a row that demands none may match every fact.
 * Thread-safe.
 */
final class PartIndex {

    private final List<RulePart> all;
    private final @Nullable Input input;
    private final Map<Object, List<RulePart>> partsByName;
    private final List<RulePart> partsOfOtherNames;

    /**
     * Creates the index.
     *
     * @param parts the parts, whose rules match one type of fact, in the order in which they fire
     */
    PartIndex(List<RulePart> parts) {
        this.all = parts;
        this.input = parts.size() < 2 ? null : selectInput(parts).orElse(null);
        this.partsByName = new HashMap<>();
        this.partsOfOtherNames = new ArrayList<>();
        if (input != null) {
            addParts(input);
        }
    }

    /** Returns the parts that some of the facts may match, in the order in which they fire. */
    List<RulePart> findParts(Collection<?> facts) {
        if (input == null || facts.size() != 1) {
            return all;
        }
        Object name = input.valueIn(facts.iterator().next());
        return partsByName.getOrDefault(name, partsOfOtherNames);
    }

    /** Returns the field of which the most parts demand names; of several, the one with the most names. */
    private static Optional<Input> selectInput(List<RulePart> parts) {
        Map<Input, Set<Object>> names = new HashMap<>();
        Map<Input, Integer> demanding = new HashMap<>();
        for (RulePart part : parts) {
            for (Input each : inputsOf(part)) {
                Optional<Set<Object>> demanded = findDemandedNames(part, each);
                names.computeIfAbsent(each, any -> new HashSet<>()).addAll(demanded.orElse(Set.of()));
                demanding.merge(each, demanded.isPresent() ? 1 : 0, Integer::sum);
            }
        }
        return names.keySet().stream()
                .filter(each -> demanding.get(each) > 0)
                .max(Comparator.<Input>comparingInt(demanding::get)
                        .thenComparingInt(each -> names.get(each).size())
                        .thenComparing(Input::name));
    }

    private static Set<Input> inputsOf(RulePart part) {
        Set<Input> inputs = new LinkedHashSet<>();
        part.key().tables().stream()
                .flatMap(table -> table.conditions().stream())
                .filter(PartIndex::namesValuesOfAField)
                .map(Input::ofCondition)
                .forEach(inputs::add);
        return inputs;
    }

    private static boolean namesValuesOfAField(Column.ConditionColumn column) {
        return !column.attribute() && column.operator().namesValues() && !column.isField(FactField.OPENED_DURING);
    }

    private void addParts(Input known) {
        List<Optional<Set<Object>>> demanded =
                all.stream().map(part -> findDemandedNames(part, known)).toList();
        demanded.stream()
                .flatMap(Optional::stream)
                .flatMap(Set::stream)
                .forEach(name -> partsByName.computeIfAbsent(name, any -> new ArrayList<>()));
        for (int i = 0; i < all.size(); i++) {
            RulePart part = all.get(i);
            if (demanded.get(i).isPresent()) {
                demanded.get(i).get().forEach(name -> partsByName.get(name).add(part));
            } else {
                partsByName.values().forEach(parts -> parts.add(part));
                partsOfOtherNames.add(part);
            }
        }
    }

    /** Returns the names of which a fact needs one to match a row of a part; empty if a row demands none. */
    private static Optional<Set<Object>> findDemandedNames(RulePart part, Input input) {
        Set<Object> names = new HashSet<>();
        for (Table table : part.key().tables()) {
            List<Column.ConditionColumn> columns = table.conditions().stream()
                    .filter(PartIndex::namesValuesOfAField)
                    .filter(column -> Input.ofCondition(column).equals(input))
                    .toList();
            for (Row row : table.rows()) {
                Optional<List<?>> demanded = columns.stream()
                        .map(column -> findNames(table.cellValue(row, column)))
                        .filter(Objects::nonNull)
                        .<List<?>>map(each -> each)
                        .findFirst();
                if (demanded.isEmpty()) {
                    return Optional.empty();
                }
                names.addAll(demanded.get());
            }
        }
        return Optional.of(names);
    }

    /** Returns the names in a cell; null if it holds something else than names. */
    private static @Nullable List<?> findNames(@Nullable Object cell) {
        List<?> values = cell instanceof List<?> list ? list : cell == null ? List.of() : List.of(cell);
        return !values.isEmpty() && values.stream().allMatch(String.class::isInstance) ? values : null;
    }
}
