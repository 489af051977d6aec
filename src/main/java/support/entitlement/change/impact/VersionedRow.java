package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.space.ValueClasses;

/** A row of one of two versions, by the facts that it asks for. Not thread-safe; it lives for one search. */
final class VersionedRow {

    private final ComparedVersion version;
    private final Table table;
    private final Row row;
    private final Map<Integer, ValueClasses> sets = new HashMap<>();
    private final List<DerivedCondition> demands = new ArrayList<>();
    private final List<Object> asks = new ArrayList<>();
    private final List<Conclusion> says;

    private final Set<String> changes;

    /** The version of the tables that a row is of. */
    enum ComparedVersion {
        BEFORE,
        AFTER
    }

    /** A condition on what earlier tables said. */
    record DerivedCondition(String field, Column.ConditionColumn column, Object cell) {}

    /** A cell that says something. */
    record Conclusion(String method, List<String> literals, Object value) {}

    VersionedRow(ComparedVersion version, Table table, Row row, CommonQuerySpace facts, ChangedRows changed) {
        this.version = version;
        this.table = table;
        this.row = row;
        this.says = conclusionsOf(table, row);
        this.changes = changed.changesOf(table, row);
        for (Column.ConditionColumn column : table.conditions()) {
            Object cell = table.cellValue(row, column);
            if (cell == null) {
                continue;
            }
            if (table.fact() == FactType.COVERAGE && isDerived(column)) {
                demands.add(new DerivedCondition(Input.ofCondition(column).name(), column, cell));
            } else {
                int input = facts.indexOf(column);
                sets.merge(input, facts.matchingClasses(column, cell), ValueClasses::intersectionWith);
                if (facts.isSendable(input)) {
                    asks.add(List.of(input, column.operator(), cell));
                }
            }
        }
    }

    private static boolean isDerived(Column.ConditionColumn column) {
        return column.isField(FactField.SUPPORT_LEVEL) || column.isField(FactField.SLA_CATEGORY);
    }

    static List<Conclusion> conclusionsOf(Table table, Row row) {
        List<Conclusion> said = new ArrayList<>();
        for (Column.ActionColumn column : table.actions()) {
            Object value = table.cellValue(row, column);
            if (value != null) {
                said.add(new Conclusion(column.method(), column.literals(), value));
            }
        }
        return said;
    }

    ComparedVersion version() {
        return version;
    }

    Table table() {
        return table;
    }

    Row row() {
        return row;
    }

    /** The classes of an input that the row admits; null if any. */
    @Nullable
    ValueClasses classesOf(int input) {
        return sets.get(input);
    }

    Map<Integer, ValueClasses> classesByInput() {
        return sets;
    }

    /** The conditions on facts that callers may send or leave out. */
    List<Object> sendableConditions() {
        return asks;
    }

    /** The conditions on what earlier tables said. */
    List<DerivedCondition> derivedConditions() {
        return demands;
    }

    List<Conclusion> rowConclusions() {
        return says;
    }

    /** The places of what changed in this row, or in one that completes what it says. */
    Set<String> changedPlaces() {
        return changes;
    }

    boolean isChanged() {
        return !changes.isEmpty();
    }
}
