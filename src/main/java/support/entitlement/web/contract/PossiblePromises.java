package support.entitlement.web.contract;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import support.entitlement.contract.TermScope;
import support.entitlement.policy.Policy;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.text.NormalForm;

/** The rows that promise milestones, by which a plan may be promised one. Immutable and thread-safe. */
final class PossiblePromises {

    private final List<Table> levels;
    private final Map<String, List<PromisingRow>> rows = new HashMap<>();

    private record PromisingRow(Table table, Row row) {

        /** Returns false if a condition fails for all values of its field. A field without values may have any. */
        boolean isPossible(Map<FactField, Set<String>> values) {
            return table.conditions().stream().allMatch(column -> {
                Object cell = table.cellValue(row, column);
                return cell == null
                        || values.entrySet().stream()
                                .filter(known -> column.isField(known.getKey()))
                                .allMatch(known ->
                                        known.getValue().stream().anyMatch(value -> column.holdsFor(value, cell)));
            });
        }
    }

    PossiblePromises(Policy policy) {
        this.levels = policy.tables().stream()
                .filter(table -> table.hasAction(ActionName.SUPPORT_LEVEL))
                .toList();
        for (Table table : policy.tables()) {
            for (Column.ActionColumn column : table.actions()) {
                if (column.action() == ActionName.MILESTONE) {
                    addRows(table, column);
                }
            }
        }
    }

    private void addRows(Table table, Column column) {
        for (Row row : table.rows()) {
            if (table.cellValue(row, column) instanceof String name) {
                rows.computeIfAbsent(NormalForm.key(name), any -> new ArrayList<>())
                        .add(new PromisingRow(table, row));
            }
        }
    }

    /** Returns false if no row can promise a milestone to a plan, for the issue type of a scope if it has one. */
    boolean canPromise(String milestone, String plan, TermScope scope) {
        Map<FactField, Set<String>> values = new EnumMap<>(FactField.class);
        values.put(FactField.PLAN, Set.of(plan));
        Set<String> ofPlan = levelsOf(values);
        if (!ofPlan.isEmpty()) {
            values.put(FactField.SUPPORT_LEVEL, ofPlan);
        }
        if (scope.issueType() != null) {
            values.put(FactField.ISSUE_TYPE, Set.of(scope.issueType()));
        }
        return rows.getOrDefault(NormalForm.key(milestone), List.of()).stream().anyMatch(row -> row.isPossible(values));
    }

    private Set<String> levelsOf(Map<FactField, Set<String>> plan) {
        return levels.stream()
                .flatMap(table -> table.actions().stream()
                        .filter(column -> column.action() == ActionName.SUPPORT_LEVEL)
                        .flatMap(column -> table.rows().stream()
                                .filter(row -> new PromisingRow(table, row).isPossible(plan))
                                .flatMap(row -> table.cellWords(row, column))))
                .collect(Collectors.toSet());
    }
}
