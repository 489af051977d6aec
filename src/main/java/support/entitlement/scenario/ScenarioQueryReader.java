package support.entitlement.scenario;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;
import support.entitlement.query.QueryAssembler;
import support.entitlement.scenario.Scenario.QueryColumn;
import support.entitlement.scenario.Scenario.ScenarioCell;
import support.entitlement.table.FactField;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.problem.Problem;
import support.entitlement.text.InstantText;

/**
 * Reads the query of a scenario from its cells, and reports problems with the cell.
 *
 * <p>Single use: an instance reads one query.
 */
final class ScenarioQueryReader {

    private static final int LAST_YEAR = 2300;

    private final QueryAssembler query;
    private final List<Problem> problems = new ArrayList<>();
    private final boolean statesOpening;
    private @Nullable OffsetDateTime openedAt;

    ScenarioQueryReader(Scenario scenario, Vocabulary vocabulary) {
        this.query = new QueryAssembler(vocabulary);
        this.statesOpening =
                scenario.query().keySet().stream().anyMatch(column -> column.field() == Scenario.Field.OPENED_AT);
        scenario.query().forEach(this::readCell);
    }

    /** Returns the problems of the cells; if there are errors, there is no query to evaluate. */
    List<Problem> problems() {
        return problems;
    }

    Query assembleQuery() {
        return query.assembleQuery();
    }

    /** Returns true if the tables compare a fact with the opening, and the scenario does not state it, not even wrongly. */
    boolean lacksOpening(Policy policy) {
        return !statesOpening && policy.distances().concern(query.assembleQuery());
    }

    @Nullable
    OffsetDateTime openedAt() {
        return openedAt;
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
            case OPENED_AT -> readInstant(cell.text(), found);
            case ATTRIBUTE ->
                query.setWrittenAttribute(String.valueOf(column.attribute()), cell.text(), cell.number(), found);
        }
    }

    private void readInstant(String text, CellProblems found) {
        try {
            OffsetDateTime instant = InstantText.parse(text);
            if (instant.getYear() > LAST_YEAR) {
                found.reportBadCell(InstantText.FORM + ", up to the year " + LAST_YEAR);
            } else {
                openedAt = instant;
            }
        } catch (IllegalArgumentException e) {
            found.reportBadCell(InstantText.FORM);
        }
    }
}
