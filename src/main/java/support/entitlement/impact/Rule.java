package support.entitlement.impact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.ClassSet;
import support.entitlement.table.Column;
import support.entitlement.table.FactType;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;

/** A row of one of two versions, by the facts that it asks for. Not thread-safe; it lives for one search. */
final class Rule {

    private final Version version;
    private final Table table;
    private final Row row;
    private final Map<Integer, ClassSet> sets = new HashMap<>();
    private final List<Demand> demands = new ArrayList<>();
    private final List<Object> asks = new ArrayList<>();
    private final List<Said> says;

    private final Set<String> changes;

    /** The version of the tables that a row is of. */
    enum Version {
        BEFORE,
        AFTER
    }

    /** A condition on what earlier tables said. */
    record Demand(String field, Column.Condition column, Object cell) {}

    /** A cell that says something. */
    record Said(String method, List<String> literals, Object value) {}

    Rule(Version version, Table table, Row row, CommonFacts facts, ChangedRows changed) {
        this.version = version;
        this.table = table;
        this.row = row;
        this.says = said(table, row);
        this.changes = changed.changesOf(table, row);
        for (Column.Condition column : table.conditions()) {
            Object cell = table.value(row, column);
            if (cell == null) {
                continue;
            }
            if (table.fact() == FactType.COVERAGE && isDerived(column)) {
                demands.add(new Demand(Input.of(column).name(), column, cell));
            } else {
                int input = facts.indexOf(column);
                sets.merge(input, facts.where(column, cell), ClassSet::and);
                if (facts.isSendable(input)) {
                    asks.add(List.of(input, column.operator(), cell));
                }
            }
        }
    }

    private static boolean isDerived(Column.Condition column) {
        return column.isField("supportLevel") || column.isField("slaCategory");
    }

    static List<Said> said(Table table, Row row) {
        List<Said> said = new ArrayList<>();
        for (Column.Action column : table.actions()) {
            Object value = table.value(row, column);
            if (value != null) {
                said.add(new Said(column.method(), column.literals(), value));
            }
        }
        return said;
    }

    Version version() {
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
    ClassSet set(int input) {
        return sets.get(input);
    }

    Map<Integer, ClassSet> sets() {
        return sets;
    }

    /** The conditions on facts that callers may send or leave out. */
    List<Object> asks() {
        return asks;
    }

    /** The conditions on what earlier tables said. */
    List<Demand> demands() {
        return demands;
    }

    List<Said> says() {
        return says;
    }

    /** The places of what changed in this row, or in one that completes what it says. */
    Set<String> changes() {
        return changes;
    }

    boolean isChanged() {
        return !changes.isEmpty();
    }
}
