package support.entitlement.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.TableName;
import support.entitlement.decision.GuaranteeKind;
import support.entitlement.decision.MatchedRow;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Row;
import support.entitlement.table.Table;

/**
 * Finds the tables that need a row for a query and have none that matches. If a fact that was not sent could still make
 * a row match, the fact counts as missing, and not the row. Immutable and thread-safe.
 */
final class MissingRows {

    private final TablesWithAction levels;
    private final TablesWithAction categories;
    private final TablesWithAction entitling;
    private final TablesWithAction milestones;
    private final List<RowDemands> askingForLevel;
    private final List<RowDemands> askingForCategory;

    /** A row by its table and number. */
    private record RowKey(TableName table, int row) {

        static RowKey of(MatchedRow matched) {
            return new RowKey(new TableName(matched.table(), matched.file()), matched.row());
        }
    }

    /** The tables with one action, the rows that use it, and their demands. */
    private record TablesWithAction(List<TableName> tables, Set<RowKey> keys, List<RowDemands> rows) {

        static TablesWithAction findAmong(List<Table> all, ActionName action) {
            List<Table> saying =
                    all.stream().filter(table -> table.hasAction(action)).toList();
            Predicate<Column> filledIn =
                    column -> column instanceof Column.ActionColumn said && said.action() == action;
            return new TablesWithAction(
                    saying.stream().map(Table::tableName).toList(),
                    keysOf(saying, filledIn),
                    demandsOf(saying, filledIn, isCategoryOverruled(all)));
        }

        /** Returns the tables of which no matching row uses the action. */
        Stream<TableName> withoutRowAmong(List<MatchedRow> matched) {
            Set<TableName> withRow = matched.stream()
                    .map(RowKey::of)
                    .filter(keys::contains)
                    .map(RowKey::table)
                    .collect(Collectors.toSet());
            return tables.stream().filter(table -> !withRow.contains(table));
        }

        boolean hasRowAmong(List<MatchedRow> matched) {
            return matched.stream().map(RowKey::of).anyMatch(keys::contains);
        }

        boolean mayHaveARow(Decision decision, boolean levelIsSettled) {
            return rows.stream().anyMatch(row -> row.isPossible(decision, levelIsSettled));
        }
    }

    MissingRows(List<Table> tables) {
        this.levels = TablesWithAction.findAmong(tables, ActionName.SUPPORT_LEVEL);
        this.categories = TablesWithAction.findAmong(tables, ActionName.SLA_CATEGORY);
        this.entitling = TablesWithAction.findAmong(tables, ActionName.ENTITLED);
        this.milestones = TablesWithAction.findAmong(tables, ActionName.MILESTONE);
        List<Table> promising = tables.stream()
                .filter(table -> table.fact() == FactType.COVERAGE)
                .filter(table ->
                        !table.actions().stream().allMatch(action -> ActionName.DEFINITION.isNamed(action.method())))
                .toList();
        boolean overruled = isCategoryOverruled(tables);
        this.askingForLevel = askingFor(promising, FactField.SUPPORT_LEVEL, overruled);
        this.askingForCategory = askingFor(promising, FactField.SLA_CATEGORY, overruled);
    }

    /** Returns the rows that match only if earlier tables give them this field. */
    private static List<RowDemands> askingFor(List<Table> tables, FactField field, boolean overruled) {
        List<RowDemands> asking = new ArrayList<>();
        for (Table table : tables) {
            for (Row row : table.rows()) {
                RowDemands needs = RowDemands.of(table, row, overruled);
                if (needs.asksFor(field)) {
                    asking.add(needs);
                }
            }
        }
        return List.copyOf(asking);
    }

    private static boolean isCategoryOverruled(List<Table> tables) {
        return tables.stream().anyMatch(Table::overrulesSent);
    }

    private static List<RowDemands> demandsOf(List<Table> tables, Predicate<Column> filledIn, boolean overruled) {
        return tables.stream()
                .flatMap(table -> rowsWith(table, filledIn).map(row -> RowDemands.of(table, row, overruled)))
                .toList();
    }

    private static Set<RowKey> keysOf(List<Table> tables, Predicate<Column> filledIn) {
        return tables.stream()
                .flatMap(table -> rowsWith(table, filledIn).map(row -> RowKey.of(row.matched())))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Row> rowsWith(Table table, Predicate<Column> filledIn) {
        return table.rows().stream()
                .filter(row -> table.columns().stream()
                        .anyMatch(column -> filledIn.test(column) && table.cellValue(row, column) != null));
    }

    /**
     * Returns the tables that lack a row, in the order in which they are evaluated.
     *
     * @param rows the rows that matched
     */
    List<TableName> findTablesWithoutRow(Decision decision, List<MatchedRow> rows) {
        boolean levelLacks = decision.supportLevel() == null && (!decision.entitled() || isLevelNeeded(decision));
        boolean categoryLacks = decision.slaCategory() == null && isCategoryNeeded(decision);
        boolean milestoneLacks = isMilestoneNeeded(decision);
        if (!levelLacks && !categoryLacks && !milestoneLacks && decision.entitled()) {
            return List.of();
        }
        Set<TableName> tables = new LinkedHashSet<>();
        if (levelLacks) {
            levels.withoutRowAmong(rows).forEach(tables::add);
        }
        if (categoryLacks) {
            categories.withoutRowAmong(rows).forEach(tables::add);
        }
        if (!decision.entitled() && !entitling.hasRowAmong(rows)) {
            tables.addAll(entitling.tables());
        }
        if (milestoneLacks) {
            milestones.withoutRowAmong(rows).forEach(tables::add);
        }
        return List.copyOf(tables);
    }

    private boolean isLevelNeeded(Decision decision) {
        return !levels.mayHaveARow(decision, true)
                && askingForLevel.stream().anyMatch(row -> row.isPossible(decision, false));
    }

    private boolean isCategoryNeeded(Decision decision) {
        return !categories.tables().isEmpty()
                && !categories.mayHaveARow(decision, true)
                && askingForCategory.stream().anyMatch(row -> row.isPossible(decision, true));
    }

    /**
     * Returns true if a response time is guaranteed without a milestone, which means nothing, and neither a category
     * nor a fact that was not sent could add one.
     */
    private boolean isMilestoneNeeded(Decision decision) {
        return decision.guarantee() != null
                && decision.guarantee().kind() == GuaranteeKind.RESPONSE_TIME
                && decision.milestones().isEmpty()
                && !mayHaveAMilestone(decision);
    }

    private boolean mayHaveAMilestone(Decision decision) {
        boolean categoryIsSettled = decision.slaCategory() != null;
        return milestones.rows().stream()
                .anyMatch(row -> row.isPossible(decision, true)
                        && (!categoryIsSettled
                                || row.holdsForCategory(decision.slaCategory().id())));
    }
}
