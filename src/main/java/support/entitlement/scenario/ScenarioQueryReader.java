package support.entitlement.scenario;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.query.QueryAssembler;
import support.entitlement.scenario.Scenario.QueryColumn;
import support.entitlement.scenario.Scenario.ScenarioCell;
import support.entitlement.sla.ContradictoryEventsException;
import support.entitlement.table.FactField;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.problem.Problem;

/**
 * Reads the query of a scenario from its cells, and reports problems with the cell.
 *
 * <p>Single use: an instance reads one query.
 */
final class ScenarioQueryReader {

    private final QueryAssembler query;
    private final ScenarioCaseReader cases = new ScenarioCaseReader();
    private final List<Problem> problems = new ArrayList<>();
    private final boolean statesOpening;
    private final boolean expectsCase;
    private final boolean readsCase;

    ScenarioQueryReader(Scenario scenario, Vocabulary vocabulary) {
        this.query = new QueryAssembler(vocabulary);
        this.statesOpening =
                scenario.query().keySet().stream().anyMatch(column -> column.field() == Scenario.Field.OPENED_AT);
        this.expectsCase =
                scenario.expected().stream().anyMatch(each -> each.outcome().needsOpening());
        this.readsCase =
                scenario.expected().stream().anyMatch(each -> each.outcome().readsCase());
        scenario.query().forEach((column, cell) -> {
            if (column.field() == Scenario.Field.OPENED_AT) {
                cases.readOpening(new CellProblems(column, cell, problems));
            }
        });
        scenario.query().forEach(this::readCell);
        cases.checkOrder();
    }

    /** Returns the problems of the cells; if there are errors, there is no query to evaluate. */
    List<Problem> problems() {
        return problems;
    }

    Query assembleQuery() {
        return query.assembleQuery();
    }

    /** Returns true if the tables compare a fact with the opening, and the scenario does not state it, not even wrongly. */
    boolean lacksComparedOpening(Policy policy) {
        return !statesOpening && policy.distances().concern(query.assembleQuery());
    }

    /** Returns true if it has events or expects states of a case, and does not state the opening, not even wrongly. */
    boolean lacksOpeningOfCase() {
        return !statesOpening && (expectsCase || cases.lacksOpening());
    }

    /** Returns the case; null if the scenario does not state its opening. */
    @Nullable
    ScenarioCase readCase() {
        return cases.readCase();
    }

    /** Returns true if it has events, or expects what depends on where its case stands. */
    boolean asksForCase() {
        return readsCase || cases.needsOpening();
    }

    /** Returns the problem of a calendar that does not reach as far as the case does, at the cell of the opening. */
    Problem describeEndOfCalendar(DateTimeException end) {
        return cases.describeEndOfCalendar(end);
    }

    /** Returns the problem of events that contradict each other, at the cell of the impossible one. */
    Problem describeContradiction(ContradictoryEventsException contradiction) {
        return cases.describeContradiction(contradiction);
    }

    private void readCell(QueryColumn column, ScenarioCell cell) {
        CellProblems found = new CellProblems(column, cell, problems);
        switch (column.field()) {
            case PLAN -> query.setName(FactField.PLAN, cell.text(), found);
            case ISSUE_TYPE -> query.setName(FactField.ISSUE_TYPE, cell.text(), found);
            case PRODUCTION_USE -> query.setName(FactField.PRODUCTION_USE, cell.text(), found);
            case SLA_CATEGORY -> query.setName(FactField.SLA_CATEGORY, cell.text(), found);
            case CHANNEL -> query.setName(FactField.CHANNEL, cell.text(), found);
            case WORKAROUND -> query.setWrittenWorkaround(cell.text(), found);
            case OPENED_AT -> {} // It has been read before all others.
            case EVENT -> cases.readEvents(String.valueOf(column.name()), found);
            case AT -> cases.readAt(found);
            case ATTRIBUTE ->
                query.setWrittenAttribute(String.valueOf(column.name()), cell.text(), cell.number(), found);
        }
    }
}
