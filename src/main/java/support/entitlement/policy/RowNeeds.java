package support.entitlement.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Query;
import support.entitlement.table.Column.Condition;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;

/**
 * What a row asks for.
 *
 * @param demands its conditions that are not blank
 * @param facts the facts among them that callers may send or leave out
 */
record RowNeeds(List<Demand> demands, Set<Input> facts) {

    private static final Set<Input> OPTIONAL_FIELDS =
            Set.of(Input.field("productionUse"), Input.field("workaround"), Input.field("channel"));

    /**
     * A cell that is not blank, below a condition.
     *
     * @param fact what the condition compares
     * @param isOnOptionalFact whether callers may send that fact or leave it out
     */
    record Demand(Condition condition, Object cell, Input fact, boolean isOnOptionalFact) {

        private static Demand of(Condition condition, Object cell) {
            Input fact = Input.of(condition);
            return new Demand(condition, cell, fact, fact.attribute() || OPTIONAL_FIELDS.contains(fact));
        }

        /** Whether the demand is met, or could be if facts were sent that were not. */
        private boolean isPossible(Decision decision, boolean levelIsSettled) {
            Query query = decision.query();
            if (isOnOptionalFact) {
                return isWanted(fact, query) || condition.holds(fact.in(query), cell);
            }
            return switch (fact.name()) {
                case "plan" -> condition.holds(query.plan(), cell);
                case "issueType" -> condition.holds(query.issueType(), cell);
                case "supportLevel" -> !levelIsSettled || condition.holds(decision.supportLevel(), cell);
                case "slaCategory" -> query.slaCategory() == null || condition.holds(query.slaCategory(), cell);
                default -> true;
            };
        }
    }

    static RowNeeds of(Table table, Row row) {
        List<Demand> demands = new ArrayList<>();
        Set<Input> facts = new LinkedHashSet<>();
        for (Condition condition : table.conditions()) {
            Object cell = table.value(row, condition);
            if (cell != null) {
                Demand demand = Demand.of(condition, cell);
                demands.add(demand);
                if (demand.isOnOptionalFact()) {
                    facts.add(demand.fact());
                }
            }
        }
        return new RowNeeds(demands, facts);
    }

    /** Whether the row matches only if earlier tables give it this field. */
    boolean asksFor(String field) {
        return demands.stream()
                .anyMatch(demand ->
                        demand.fact().isField(field) && !demand.condition().holds(null, demand.cell()));
    }

    /** Whether its conditions on the SLA category hold for this one. */
    boolean holdsForCategory(String category) {
        return demands.stream()
                .filter(demand -> demand.fact().isField("slaCategory"))
                .allMatch(demand -> demand.condition().holds(category, demand.cell()));
    }

    /** Whether a query leaves out an optional fact that could be sent with it; an agent who sends the category sends no impact. */
    static boolean isWanted(Input fact, Query query) {
        return fact.in(query) == null && (fact.attribute() || fact.isField("channel") || query.slaCategory() == null);
    }

    /** Whether a query leaves out one of the facts. */
    boolean lacksAFactOf(Query query) {
        for (Input fact : facts) {
            if (isWanted(fact, query)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the row matches, or could if facts were sent that were not.
     *
     * @param levelIsSettled whether the support level stays as it is whatever else is sent
     */
    boolean isPossible(Decision decision, boolean levelIsSettled) {
        return demands.stream().allMatch(demand -> demand.isPossible(decision, levelIsSettled));
    }
}
