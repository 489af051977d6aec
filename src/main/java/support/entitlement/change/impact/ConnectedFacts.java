package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Table;
import support.entitlement.text.NormalForm;

/**
 * Inputs that first tables compare together, directly or by way of other inputs, with those tables and the facts that they derive.
 * Two tables that share an input or derive the same fact are connected. Immutable.
 *
 * @param inputs indexes of inputs
 * @param derivedFields the fields that the tables derive for later tables
 * @param tables the names of the tables, in normal form
 */
record ConnectedFacts(Set<Integer> inputs, Set<FactField> derivedFields, Set<String> tables) {

    ConnectedFacts {
        inputs = Set.copyOf(inputs);
        derivedFields = Set.copyOf(derivedFields);
        tables = Set.copyOf(tables);
    }

    /** Divides the facts of the first tables into parts that are not connected. */
    static List<ConnectedFacts> findAll(CommonQuerySpace space, List<VersionedRow> rows) {
        List<ConnectedFacts> parts = new ArrayList<>(List.of(ofImpact(space)));
        Map<String, Set<Integer>> compared = new HashMap<>();
        rows.stream()
                .filter(row -> row.table().fact() == FactType.QUERY)
                .forEach(row -> compared.computeIfAbsent(row.table().name(), any -> new HashSet<>())
                        .addAll(row.classesByInput().keySet()));
        rows.stream()
                .map(VersionedRow::table)
                .filter(table -> table.fact() == FactType.QUERY)
                .distinct()
                .forEach(table -> addPart(parts, ofTable(space, table, compared.getOrDefault(table.name(), Set.of()))));
        return parts;
    }

    /** The fields of the harm of a case are connected even where no table compares them together: an agent sends one or the other. */
    private static ConnectedFacts ofImpact(CommonQuerySpace space) {
        Set<Integer> inputs = CommonQuerySpace.IMPACT_OR_CATEGORY.stream()
                .map(space::indexOf)
                .filter(input -> input >= 0)
                .collect(Collectors.toSet());
        return new ConnectedFacts(inputs, Set.of(FactField.SLA_CATEGORY), Set.of());
    }

    /**
     * Connects the facts of a table.
     *
     * @param compared the inputs that its rows tell apart, with those that choose their calendars
     */
    private static ConnectedFacts ofTable(CommonQuerySpace space, Table table, Set<Integer> compared) {
        return new ConnectedFacts(
                union(compared, table.conditions().stream().map(space::indexOf).collect(Collectors.toSet())),
                Stream.of(FactField.SUPPORT_LEVEL, FactField.SLA_CATEGORY)
                        .filter(field -> table.hasAction(field.settingAction()))
                        .collect(Collectors.toSet()),
                Set.of(NormalForm.key(table.name())));
    }

    /** Adds a part, joined with the parts that are connected to it. */
    private static void addPart(List<ConnectedFacts> parts, ConnectedFacts part) {
        List<ConnectedFacts> connected =
                parts.stream().filter(part::isConnectedTo).toList();
        parts.removeAll(connected);
        parts.add(connected.stream().reduce(part, ConnectedFacts::join));
    }

    private boolean isConnectedTo(ConnectedFacts other) {
        return !Collections.disjoint(inputs, other.inputs)
                || !Collections.disjoint(derivedFields, other.derivedFields)
                || !Collections.disjoint(tables, other.tables);
    }

    private ConnectedFacts join(ConnectedFacts other) {
        return new ConnectedFacts(
                union(inputs, other.inputs), union(derivedFields, other.derivedFields), union(tables, other.tables));
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        Set<T> all = new HashSet<>(one);
        all.addAll(other);
        return all;
    }

    /** Returns whether a table belongs to this part. */
    boolean hasTable(Table table) {
        return tables.contains(NormalForm.key(table.name()));
    }
}
