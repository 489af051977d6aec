package support.entitlement.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;
import support.entitlement.table.Column.ConditionColumn;
import support.entitlement.table.FactField;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;

/**
 * The demands of a row.
 *
 * @param demands its conditions that are not blank
 * @param facts the facts among them that callers may send or leave out
 * @param categoryIsOverruled true if a table may overrule the category that a caller sends
 */
record RowDemands(List<FactDemand> demands, Set<Input> facts, boolean categoryIsOverruled) {

    private static final Set<Input> OPTIONAL_FIELDS = Set.of(
            Input.ofField(FactField.PRODUCTION_USE),
            Input.ofField(FactField.WORKAROUND),
            Input.ofField(FactField.CHANNEL));

    /**
     * A cell that is not blank, below a condition.
     *
     * @param fact the fact that the condition compares
     * @param isOnOptionalFact true if callers may send that fact or leave it out
     */
    record FactDemand(ConditionColumn condition, Object cell, Input fact, boolean isOnOptionalFact) {

        private static FactDemand of(ConditionColumn condition, Object cell) {
            Input fact = Input.ofCondition(condition);
            return new FactDemand(condition, cell, fact, fact.attribute() || OPTIONAL_FIELDS.contains(fact));
        }

        /** Returns true if the demand is met, or could be if absent facts were sent. */
        private boolean isPossible(Decision decision, boolean levelIsSettled, boolean categoryIsOverruled) {
            Query query = decision.query();
            if (isOnOptionalFact) {
                return isWanted(fact, query) || condition.holdsFor(fact.valueIn(query), cell);
            }
            return switch (FactField.findByName(fact.name()).orElse(FactField.NAME)) {
                case PLAN -> condition.holdsFor(query.plan(), cell);
                case ISSUE_TYPE -> condition.holdsFor(query.issueType(), cell);
                case SUPPORT_LEVEL -> !levelIsSettled || condition.holdsFor(decision.supportLevel(), cell);
                case OPENED_DURING -> condition.holdsFor(query.openedDuring(), cell);
                case SLA_CATEGORY ->
                    query.slaCategory() == null || categoryIsOverruled || condition.holdsFor(query.slaCategory(), cell);
                default -> true;
            };
        }
    }

    static RowDemands of(Table table, Row row, boolean categoryIsOverruled) {
        List<FactDemand> demands = new ArrayList<>();
        Set<Input> facts = new LinkedHashSet<>();
        for (ConditionColumn condition : table.conditions()) {
            Object cell = table.cellValue(row, condition);
            if (cell != null) {
                FactDemand demand = FactDemand.of(condition, cell);
                demands.add(demand);
                if (demand.isOnOptionalFact()) {
                    facts.add(demand.fact());
                }
            }
        }
        return new RowDemands(demands, facts, categoryIsOverruled);
    }

    /** Returns true if the row matches only if earlier tables give it this field. */
    boolean asksFor(FactField field) {
        return demands.stream()
                .anyMatch(demand ->
                        demand.fact().isField(field) && !demand.condition().holdsFor(null, demand.cell()));
    }

    /** Returns true if its conditions on the SLA category hold for this one. */
    boolean holdsForCategory(String category) {
        return demands.stream()
                .filter(demand -> demand.fact().isField(FactField.SLA_CATEGORY))
                .allMatch(demand -> demand.condition().holdsFor(category, demand.cell()));
    }

    /**
     * Returns true if a query leaves out an optional fact that could be sent with it; an agent who sends the category
     * sends no impact.
     */
    static boolean isWanted(Input fact, Query query) {
        return fact.valueIn(query) == null
                && (fact.attribute() || fact.isField(FactField.CHANNEL) || query.slaCategory() == null);
    }

    /** Returns true if a query leaves out one of the facts. */
    boolean lacksAFactOf(Query query) {
        for (Input fact : facts) {
            if (isWanted(fact, query)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns true if the row matches, or could if absent facts were sent.
     *
     * @param levelIsSettled true if no further fact can change the support level
     */
    boolean isPossible(Decision decision, boolean levelIsSettled) {
        return demands.stream().allMatch(demand -> demand.isPossible(decision, levelIsSettled, categoryIsOverruled));
    }
}
