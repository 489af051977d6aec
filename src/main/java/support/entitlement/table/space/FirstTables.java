package support.entitlement.table.space;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Coverage;
import support.entitlement.decision.Query;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;

/**
 * The tables that derive the support level and the category of queries. Rows that are not sound derive nothing.
 *
 * @param tables the tables, in the order in which they are evaluated
 */
record FirstTables(List<Table> tables) {

    private static final List<FactField> DERIVED = List.of(FactField.SUPPORT_LEVEL, FactField.SLA_CATEGORY);

    /** The cost of trying a row, in steps of the budget. */
    private static final int STEPS_A_ROW = 20;

    /** Returns those among all tables. */
    static FirstTables of(List<Table> all) {
        return new FirstTables(all.stream()
                .filter(table -> table.fact() == FactType.QUERY)
                .filter(table -> DERIVED.stream().anyMatch(field -> table.hasAction(field.settingAction())))
                .sorted(Table.EVALUATION_ORDER)
                .map(table ->
                        table.withRows(table.rows().stream().filter(Row::sound).toList()))
                .toList());
    }

    /**
     * Queries for which a row derives a value, unless a later row derives another.
     *
     * @param queries the queries that the row matches
     * @param hidden parts of them for which a row above counts in its place
     */
    record Derivation(Object value, QueryBox queries, List<QueryBox> hidden) {}

    /** Returns the derivations of a field, row by row. */
    List<Derivation> findDerivations(FactField field, QuerySpace space) {
        List<Derivation> derivations = new ArrayList<>();
        for (Table table : tables) {
            for (Column.ActionColumn column : table.actions()) {
                if (field.isNamed(column.method())) {
                    addDerivations(table, column, space, derivations);
                }
            }
        }
        return derivations;
    }

    private static void addDerivations(
            Table table, Column.ActionColumn column, QuerySpace space, List<Derivation> derivations) {
        List<QueryBox> boxes =
                table.rows().stream().map(row -> space.boxOfRow(table, row)).toList();
        for (int row = 0; row < boxes.size(); row++) {
            Object value = table.cellValue(table.rows().get(row), column);
            if (value != null) {
                List<QueryBox> above = table.hitPolicy() == HitPolicy.FIRST ? boxes.subList(0, row) : List.of();
                derivations.add(new Derivation(value, boxes.get(row), above));
            }
        }
    }

    /**
     * Returns a query with its support level and category, as the service derives them.
     *
     * @param query in the tables' spelling
     * @throws Budget.Exhausted if the budget does not suffice
     */
    Coverage deriveCoverage(Query query, Budget budget) {
        String level = null;
        String category = null;
        String overruling = null;
        for (Table table : tables) {
            budget.takeSteps((long) STEPS_A_ROW * table.rows().size());
            for (Row row : table.rows()) {
                if (table.rowMatches(row, query)) {
                    level = valueOf(table, row, FactField.SUPPORT_LEVEL, false, level);
                    category = valueOf(table, row, FactField.SLA_CATEGORY, false, category);
                    overruling = valueOf(table, row, FactField.SLA_CATEGORY, true, overruling);
                    if (table.hitPolicy() == HitPolicy.FIRST) {
                        break;
                    }
                }
            }
        }
        String sent = query.slaCategory() == null ? category : query.slaCategory();
        return new Coverage(query, level, overruling == null ? sent : overruling);
    }

    private static @Nullable String valueOf(
            Table table, Row row, FactField field, boolean overruling, @Nullable String otherwise) {
        String value = otherwise;
        for (Column.ActionColumn column : table.actions()) {
            if (field.isNamed(column.method())
                    && column.overrulesSent() == overruling
                    && table.cellValue(row, column) instanceof String stated) {
                value = stated;
            }
        }
        return value;
    }
}
