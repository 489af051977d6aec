package support.entitlement.scenario;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.query.QueryAssembler;
import support.entitlement.scenario.FactChanges.ChangedFacts;
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

    private final Vocabulary vocabulary;
    private final Query query;
    private final List<ChangedFacts> changes;
    private final ScenarioCaseReader cases = new ScenarioCaseReader();
    private final List<Problem> problems = new ArrayList<>();
    private final boolean statesOpening;
    private final boolean expectsCase;
    private final boolean readsCase;

    ScenarioQueryReader(Scenario scenario, Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
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
        Map<QueryColumn, ScenarioCell> facts = new LinkedHashMap<>();
        Map<QueryColumn, CellProblems> cells = new LinkedHashMap<>();
        scenario.query().forEach((column, cell) -> {
            CellProblems found = new CellProblems(column, cell, problems);
            if (column.field() == Scenario.Field.EVENT) {
                cases.readEvents(String.valueOf(column.name()), found);
            } else if (column.field() == Scenario.Field.AT) {
                cases.readAt(found);
            } else if (column.isFact() && column.event() == null) {
                facts.put(column, cell);
                cells.put(column, found);
            }
        });
        cases.checkOrder();
        this.query = readFacts(facts, cells);
        this.changes = Problem.hasErrors(problems) || cases.lacksOpening()
                ? List.of()
                : readChanges(scenario).applyTo(facts, this::readFacts);
    }

    private FactChanges readChanges(Scenario scenario) {
        FactChanges read = new FactChanges(cases, problems);
        scenario.query().forEach((column, cell) -> {
            if (column.event() != null) {
                read.readCell(column, cell);
            }
        });
        return read;
    }

    /** Returns the problems of the cells; if there are errors, there is no query to evaluate. */
    List<Problem> problems() {
        return problems;
    }

    Query query() {
        return query;
    }

    /** Returns true if the tables compare a fact with the opening, and the scenario does not state it, not even wrongly. */
    boolean lacksComparedOpening(Policy policy) {
        return !statesOpening && policy.distances().concern(query);
    }

    /** Returns true if it has events or expects states of a case, and does not state the opening, not even wrongly. */
    boolean lacksOpeningOfCase() {
        return !statesOpening && (expectsCase || cases.lacksOpening());
    }

    /** Returns the case; null if the scenario does not state its opening. */
    @Nullable
    ScenarioCase readCase() {
        ScenarioCase read = cases.readCase();
        return read == null ? null : read.withChanges(changes);
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

    /** Converts facts to a query. Problems are those of the cells that are given; those of others have been reported before. */
    private Query readFacts(Map<QueryColumn, ScenarioCell> facts, Map<QueryColumn, CellProblems> cells) {
        QueryAssembler assembler = new QueryAssembler(vocabulary);
        facts.forEach((column, cell) -> setFact(
                assembler,
                column,
                cell,
                cells.getOrDefault(column, new CellProblems(column, cell, new ArrayList<>()))));
        if (assembler.hasCategoryBesideImpact()) {
            cells.entrySet().stream()
                    .filter(each -> each.getKey().isCategoryOrImpact())
                    .reduce((one, later) -> later)
                    .ifPresent(each -> each.getValue().reportCategoryBesideImpact());
        }
        return assembler.assembleQuery();
    }

    private static void setFact(
            QueryAssembler assembler, QueryColumn column, ScenarioCell cell, CellProblems problems) {
        switch (column.field()) {
            case PLAN -> assembler.setName(FactField.PLAN, cell.text(), problems);
            case ISSUE_TYPE -> assembler.setName(FactField.ISSUE_TYPE, cell.text(), problems);
            case PRODUCTION_USE -> assembler.setName(FactField.PRODUCTION_USE, cell.text(), problems);
            case SLA_CATEGORY -> assembler.setName(FactField.SLA_CATEGORY, cell.text(), problems);
            case CHANNEL -> assembler.setName(FactField.CHANNEL, cell.text(), problems);
            case WORKAROUND -> assembler.setWrittenWorkaround(cell.text(), problems);
            case ATTRIBUTE ->
                assembler.setWrittenAttribute(String.valueOf(column.name()), cell.text(), cell.number(), problems);
            case OPENED_AT, EVENT, AT -> throw new IllegalArgumentException(column.title() + " is no fact");
        }
    }
}
